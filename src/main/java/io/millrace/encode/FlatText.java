package io.millrace.encode;

import java.io.IOException;
import java.util.Map;

/**
 * A JSON text as the map that it holds, so that it can be flattened. Of a key that is one value, anything but the text
 * of an object is left as it is. Confined to the task thread.
 */
final class FlatText implements FlatView, JsonTokens.Reading {
    private final JsonTokens tokens = new JsonTokens();
    private final JsonText text;
    private final boolean mayBePlain;
    private final FlatView maps;

    // Of the record being encoded
    private Map<String, Object> map = Map.of();

    private FlatText(String name, boolean mayBePlain, FlatView maps) {
        this.text = new JsonText(name);
        this.mayBePlain = mayBePlain;
        this.maps = maps;
    }

    static FlatText ofKey(FlatView maps) {
        return new FlatText("the key", true, maps);
    }

    static FlatText ofValue(FlatView maps) {
        return new FlatText("the value", false, maps);
    }

    @Override
    public Object of(Object value) {
        boolean isObject = JsonText.canShow(value) && (!mayBePlain || isObject(value));
        if (!isObject) {
            return maps.of(value);
        }
        tokens.read(text.show(value), this);
        return maps.of(map);
    }

    private boolean isObject(Object value) {
        if (!JsonText.beginsObject(value)) {
            return false;
        }
        text.show(value);
        return JsonCheck.isValid(text.array(), text.from(), text.end());
    }

    @Override
    public void read(JsonTokens from) throws IOException {
        map = JsonObjects.readMap(from);
    }
}
