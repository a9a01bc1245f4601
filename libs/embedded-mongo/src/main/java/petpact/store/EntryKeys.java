package petpact.store;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Reads out of a document the values under which an index lists it: one row, or one per element where a key is an array. */
final class EntryKeys {
    /** Stands for an empty array: present and not null, and no query bound asks for it. */
    private static final Object EMPTY_ARRAY = "";

    private EntryKeys() {}

    record Rows(List<Object[]> rows, boolean ofArray, boolean withNull) {}

    static Rows of(Document document, List<String> paths) {
        List<Object[]> rows = new ArrayList<>(1);
        rows.add(new Object[0]);
        boolean ofArray = false;
        boolean withNull = false;
        for (String path : paths) {
            Object value = Utils.getSubdocumentValueCollectionAware(document, path);
            if (value instanceof Collection<?> elements) {
                ofArray = true;
                rows = multiply(rows, elements);
            } else {
                withNull |= value == null;
                rows.replaceAll(row -> IndexEntry.extend(row, value));
            }
        }
        return new Rows(rows, ofArray, withNull);
    }

    private static List<Object[]> multiply(List<Object[]> rows, Collection<?> elements) {
        TreeSet<Object> distinct = new TreeSet<>(ValueOrder.INSTANCE);
        for (Object element : elements) {
            distinct.add(element instanceof Collection ? EMPTY_ARRAY : element);
        }
        if (distinct.isEmpty()) {
            distinct.add(EMPTY_ARRAY);
        }
        List<Object[]> product = new ArrayList<>(rows.size() * distinct.size());
        for (Object[] row : rows) {
            distinct.forEach(value -> product.add(IndexEntry.extend(row, value)));
        }
        return product;
    }
}
