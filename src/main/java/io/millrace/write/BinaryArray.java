package io.millrace.write;

import io.millrace.encode.RowBuffer;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/** An encoded array on its way to the driver, which takes a copy of the buffer when it is bound. Lives on a lane's thread. */
final class BinaryArray extends PGobject implements PGBinaryObject {
    private static final long serialVersionUID = 1L;

    private final transient RowBuffer array;

    BinaryArray(String type, RowBuffer array) {
        setType(type);
        this.array = array;
    }

    @Override
    public void setByteValue(byte[] value, int offset) {
        throw new IllegalStateException("Arrays are sent, never read");
    }

    @Override
    public int lengthInBytes() {
        return array.size();
    }

    @Override
    public void toBytes(byte[] target, int offset) {
        System.arraycopy(array.array(), 0, target, offset, array.size());
    }

    /** The driver asks for text only where it must not send binary, which our connections never say. */
    @Override
    public String getValue() {
        throw new IllegalStateException("Arrays are sent in binary; binaryTransfer must not be switched off");
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public Object clone() {
        return this;
    }
}
