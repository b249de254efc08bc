package io.millrace.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.config.EncodeSettings;
import io.millrace.config.NullCharacters;
import io.millrace.table.Column;
import io.millrace.table.TypeKind;
import io.millrace.testing.TableBuilder;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/** Encodes one value for one column, for tests of encoders. */
final class Encoding {
    static final int NO_MODIFIER = -1;

    private final Column column;
    private final Schema schema;
    private final EncodeSettings settings;

    private Encoding(Column column, Schema schema, EncodeSettings settings) {
        this.column = column;
        this.schema = schema;
        this.settings = settings;
    }

    static Encoding into(TypeKind kind) {
        return into(kind, NO_MODIFIER);
    }

    static Encoding into(TypeKind kind, int modifier) {
        return into(TableBuilder.column(kind, modifier));
    }

    static Encoding into(Column column) {
        return new Encoding(column, null, new EncodeSettings(ZoneId.of("UTC")));
    }

    Encoding from(Schema source) {
        return new Encoding(column, source, settings);
    }

    Encoding in(String otherZone) {
        return new Encoding(
                column,
                schema,
                new EncodeSettings(ZoneId.of(otherZone), settings.unit(), settings.nulls(), settings.shape()));
    }

    Encoding counting(TimeUnit unit) {
        return new Encoding(
                column, schema, new EncodeSettings(settings.zone(), unit, settings.nulls(), settings.shape()));
    }

    Encoding with(NullCharacters nulls) {
        return new Encoding(
                column, schema, new EncodeSettings(settings.zone(), settings.unit(), nulls, settings.shape()));
    }

    RowBuffer of(Object value) {
        RowBuffer out = new RowBuffer(1);
        new Encoders(settings).find(schema, column).encode(value, out);
        return out;
    }

    void isRefused(Object value, String message) {
        assertThatThrownBy(() -> of(value))
                .isInstanceOf(DataException.class)
                .hasMessage(message)
                .hasNoCause();
        boolean couldLeak = value instanceof String text && text.length() > 2;
        if (couldLeak) {
            assertThat(message).doesNotContain((String) value);
        }
    }
}
