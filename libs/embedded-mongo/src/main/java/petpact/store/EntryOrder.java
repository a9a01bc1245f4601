package petpact.store;

import de.bwaldvogel.mongo.backend.IndexKey;
import java.util.Comparator;
import java.util.List;

/** The order of an index's entries: key by key in each key's direction, then by id. */
final class EntryOrder implements Comparator<IndexEntry> {
    private final boolean[] ascending;
    private final int from;

    EntryOrder(List<IndexKey> keys) {
        this.ascending = new boolean[keys.size()];
        for (int i = 0; i < ascending.length; i++) {
            ascending[i] = keys.get(i).isAscending();
        }
        this.from = 0;
    }

    private EntryOrder(boolean[] ascending, int from) {
        this.ascending = ascending;
        this.from = from;
    }

    /** The same order without the first keys: how entries of several equality prefixes are merged. */
    EntryOrder afterKeys(int count) {
        return new EntryOrder(ascending, count);
    }

    @Override
    public int compare(IndexEntry left, IndexEntry right) {
        Object[] a = left.values();
        Object[] b = right.values();
        int common = Math.min(a.length, b.length);
        for (int i = from; i < common; i++) {
            int order = ValueOrder.INSTANCE.compare(a[i], b[i]);
            if (order != 0) {
                return ascending[i] ? order : -order;
            }
        }
        if (left.bias() != 0 || right.bias() != 0) {
            return left.bias() - right.bias();
        }
        return ValueOrder.INSTANCE.compare(left.id(), right.id());
    }
}
