package io.millrace.encode;

/**
 * Addresses and networks of the internet: a byte each for the family, the bits of the network, whether it is a cidr, and
 * the number of bytes, then those; see network_send in PostgreSQL's network.c. Immutable.
 */
final class InetEncoder implements FieldEncoder {
    private static final int FAMILY_4 = 2;
    private static final int FAMILY_6 = 3;
    private static final int BYTES_4 = 4;
    private static final int BYTES_6 = 16;
    private static final int HEADER_BYTES = 4;

    private final String type;
    private final boolean network;

    private InetEncoder(String type, boolean network) {
        this.type = type;
        this.network = network;
    }

    static InetEncoder inet() {
        return new InetEncoder("inet", false);
    }

    /** Of a cidr, no bit right of the network's may be set. */
    static InetEncoder cidr() {
        return new InetEncoder("cidr", true);
    }

    @Override
    public void encode(Object value, RowBuffer out) {
        if (!(value instanceof String text)) {
            throw Refusal.wrongType(value, type);
        }
        String address = text.strip();
        boolean isSix = address.indexOf(':') >= 0;
        int slash = address.indexOf('/');
        int end = slash < 0 ? address.length() : slash;
        int start = out.openField();
        out.putInt(0);
        int bits = isSix ? putSix(address, end, out) : putFour(address, end, out);
        int bytes = isSix ? BYTES_6 : BYTES_4;
        out.setInt(start, (isSix ? FAMILY_6 : FAMILY_4) << 24 | bits << 16 | (network ? 1 : 0) << 8 | bytes);
        if (network) {
            checkHost(out.array(), start + HEADER_BYTES, bits, bytes);
        }
        out.closeField(start);
    }

    private int putSix(String text, int end, RowBuffer out) {
        InetText.putSix(text, end, type, out);
        return end < text.length() ? InetText.bits(text, end + 1, Byte.SIZE * BYTES_6, type) : Byte.SIZE * BYTES_6;
    }

    /** A network may be written with fewer than four numbers. */
    private int putFour(String text, int end, RowBuffer out) {
        int start = out.size();
        int count = InetText.putFour(text, 0, end, type, out);
        boolean isSaid = end < text.length();
        int bits = isSaid ? InetText.bits(text, end + 1, Byte.SIZE * BYTES_4, type) : Byte.SIZE * BYTES_4;
        if (!isSaid && network) {
            bits = classBits(out.array()[start] & 0xFF, count);
        }
        // inet_net_pton.c: an address is whole, unless a length says that the rest is not the network's.
        boolean isWhole = network || count == BYTES_4 || (isSaid && bits / Byte.SIZE <= count);
        if (!isWhole) {
            throw Refusal.badForm(type);
        }
        for (int i = count; i < BYTES_4; i++) {
            out.putByte(0);
        }
        return bits;
    }

    /** The bits of a network whose length is not said: by the class of its first number, but no less than is written. */
    private static int classBits(int first, int count) {
        if (first >= 240) {
            return Byte.SIZE * BYTES_4;
        } else if (first >= 224) {
            // Class D: all of it is the one network 224/4.
            return count == 1 && first == 224 ? 4 : Math.max(8, count * Byte.SIZE);
        }
        int bits = first >= 192 ? 24 : first >= 128 ? 16 : 8;
        return Math.max(bits, count * Byte.SIZE);
    }

    private void checkHost(byte[] array, int at, int bits, int bytes) {
        for (int i = bits / Byte.SIZE; i < bytes; i++) {
            int networks = Math.max(bits - i * Byte.SIZE, 0);
            if ((array[at + i] & 0xFF >> networks) != 0) {
                throw Refusal.BAD_FORM.because("a cidr has bits set to the right of its mask");
            }
        }
    }
}
