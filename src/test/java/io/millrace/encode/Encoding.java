package io.millrace.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.config.EncodeSettings;
import io.millrace.table.Column;
import io.millrace.table.TypeKind;
import io.millrace.testing.TableBuilder;
import java.time.ZoneId;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/** Encodes one value for one column, for tests of encoders. */
final class Encoding {
    static final int NO_MODIFIER = -1;

    private final Column column;
    private final Schema schema;
    private final ZoneId zone;

    private Encoding(Column column, Schema schema, ZoneId zone) {
        this.column = column;
        this.schema = schema;
        this.zone = zone;
    }

    static Encoding into(TypeKind kind) {
        return into(kind, NO_MODIFIER);
    }

    static Encoding into(TypeKind kind, int modifier) {
        return into(TableBuilder.column(kind, modifier));
    }

    static Encoding into(Column column) {
        return new Encoding(column, null, ZoneId.of("UTC"));
    }

    Encoding from(Schema source) {
        return new Encoding(column, source, zone);
    }

    Encoding in(String otherZone) {
        return new Encoding(column, schema, ZoneId.of(otherZone));
    }

    RowBuffer of(Object value) {
        RowBuffer out = new RowBuffer(1);
        new Encoders(new EncodeSettings(zone)).find(schema, column).encode(value, out);
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
