package io.millrace.encode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.apache.kafka.connect.data.Struct;

/**
 * Shapes as PostGIS reads them from text: well-known binary in hexadecimal, with the reference system in it (EWKB: bit 29
 * of the type, then the number). Stateless.
 */
final class Wkb {
    private static final String TYPE = "a geometry";
    private static final int HAS_SRID = 0x2000_0000;
    private static final int POINT = 1;
    private static final int TYPE_AT = 1;
    private static final int SRID_AT = TYPE_AT + Integer.BYTES;
    private static final int POINT_BYTES = SRID_AT + 2 * Double.BYTES;

    private Wkb() {}

    static String of(Struct shape) {
        Object given = Fields.find(shape, "wkb");
        byte[] wkb = given == null ? ofPoint(shape) : Fields.bytes(given, TYPE);
        Object srid = Fields.find(shape, "srid");
        byte[] whole = srid instanceof Integer number ? withSrid(wkb, number) : wkb;
        return HexFormat.of().withUpperCase().formatHex(whole);
    }

    /** A point of PostgreSQL's own type. */
    static String plain(Struct point) {
        return "(" + coordinate(point, "x") + "," + coordinate(point, "y") + ")";
    }

    private static double coordinate(Struct point, String name) {
        return Fields.require(point, name, "a point") instanceof Double number ? number : malformed();
    }

    private static byte[] ofPoint(Struct point) {
        return ByteBuffer.allocate(POINT_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 1)
                .putInt(POINT)
                .putDouble(coordinate(point, "x"))
                .putDouble(coordinate(point, "y"))
                .array();
    }

    private static byte[] withSrid(byte[] wkb, int srid) {
        if (wkb.length < SRID_AT) {
            malformed();
        }
        ByteOrder order = wkb[0] == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        int type = ByteBuffer.wrap(wkb).order(order).getInt(TYPE_AT);
        if ((type & HAS_SRID) != 0) {
            return wkb;
        }
        return ByteBuffer.allocate(wkb.length + Integer.BYTES)
                .order(order)
                .put(wkb[0])
                .putInt(type | HAS_SRID)
                .putInt(srid)
                .put(wkb, SRID_AT, wkb.length - SRID_AT)
                .array();
    }

    private static double malformed() {
        throw Refusal.badForm(TYPE);
    }
}
