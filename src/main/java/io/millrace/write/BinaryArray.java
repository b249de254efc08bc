package io.millrace.write;

import io.millrace.encode.RowBuffer;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/**
 * An array parameter in binary form, already encoded. Lives on a lane's thread, until it is bound: pgjdbc copies it
 * there.
 */
final class BinaryArray extends PGobject implements PGBinaryObject {
    private static final long serialVersionUID = 1;

    private final transient RowBuffer bytes;

    BinaryArray(ArrayType arrayType, RowBuffer bytes) {
        this.type = arrayType.driverName();
        this.bytes = bytes;
    }

    @Override
    public int lengthInBytes() {
        return bytes.size();
    }

    @Override
    public void toBytes(byte[] target, int offset) {
        System.arraycopy(bytes.array(), 0, target, offset, bytes.size());
    }

    @Override
    public void setByteValue(byte[] value, int offset) {
        throw new UnsupportedOperationException("An array parameter is only sent");
    }

    /** pgjdbc asks for text where binary transfer is off for the type; no text would be an array of no rows. */
    @Override
    public String getValue() {
        throw new IllegalStateException("Binary transfer of " + type + " is off in the driver's properties");
    }
}
