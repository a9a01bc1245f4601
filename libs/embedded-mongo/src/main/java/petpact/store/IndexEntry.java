package petpact.store;

import java.util.Arrays;

/**
 * One place in an ordered index: the document's values for the index's keys, and its id.
 * A probe has fewer values and no id; it lies before (bias -1) or after (bias 1) all entries that begin with its values.
 */
record IndexEntry(Object[] values, Object id, int bias) {
    static IndexEntry of(Object[] values, Object id) {
        return new IndexEntry(values, id, 0);
    }

    static IndexEntry before(Object... prefix) {
        return new IndexEntry(prefix, null, -1);
    }

    static IndexEntry after(Object... prefix) {
        return new IndexEntry(prefix, null, 1);
    }

    static Object[] extend(Object[] prefix, Object value) {
        Object[] longer = Arrays.copyOf(prefix, prefix.length + 1);
        longer[prefix.length] = value;
        return longer;
    }
}
