package io.millrace.encode;

/**
 * XML documents that come as text; the server parses them. Stateless.
 *
 * <p>xml_recv in PostgreSQL's xml.c converts the bytes from the encoding that the document declares. Ours are UTF-8
 * whatever it says, so the declaration of another encoding is left out; a cast from text ignores it, too.
 */
final class XmlEncoder implements FieldEncoder {
    private static final String DECLARATION = "<?xml";
    private static final String ENCODING = "encoding";

    @Override
    public void encode(Object value, RowBuffer out) {
        if (!(value instanceof String text)) {
            throw Refusal.wrongType(value, "xml");
        }
        int start = out.openField();
        Utf8.put(text.startsWith(DECLARATION) ? withoutEncoding(text) : text, out);
        out.closeField(start);
    }

    private static String withoutEncoding(String document) {
        int end = document.indexOf("?>");
        int name = document.indexOf(ENCODING);
        int opening = name < 0 || name > end ? -1 : quote(document, name, end);
        int closing = opening < 0 ? -1 : document.indexOf(document.charAt(opening), opening + 1);
        boolean isThere = closing > 0 && closing < end;
        return isThere ? document.substring(0, name).stripTrailing() + document.substring(closing + 1) : document;
    }

    private static int quote(String document, int from, int end) {
        for (int i = from; i < end; i++) {
            if (document.charAt(i) == '"' || document.charAt(i) == '\'') {
                return i;
            }
        }
        return -1;
    }
}
