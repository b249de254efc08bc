package io.millrace.encode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowImageTest {
    @Test
    void fieldsAreFoundByWalking() {
        RowBuffer rows = new RowBuffer(8);
        rows.putByte(9);
        rows.putShort(3);
        rows.putInt(4);
        rows.putInt(42);
        rows.putInt(-1);
        rows.putInt(0);
        byte[] array = rows.array();

        int first = RowImage.firstField(1);
        int second = RowImage.skipField(array, first);
        int third = RowImage.field(array, 1, 2);

        assertThat(RowImage.fieldCount(array, 1)).isEqualTo(3);
        assertThat(RowImage.length(array, first)).isEqualTo(4);
        assertThat(rows.intAt(RowImage.bytes(first))).isEqualTo(42);
        assertThat(RowImage.isNull(array, second)).isTrue();
        assertThat(RowImage.isNull(array, third)).isFalse();
        assertThat(RowImage.end(array, 1)).isEqualTo(rows.size());
    }
}
