package petpact.store;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.ValueComparator;
import java.time.Instant;
import java.util.Comparator;

/**
 * MongoDB's order of values, with one addition: an absent field sorts before an explicit null, so that
 * `$exists: true` is a range. Strings and instants, the usual keys, take a short cut.
 */
final class ValueOrder implements Comparator<Object> {
    static final ValueOrder INSTANCE = new ValueOrder();

    private ValueOrder() {}

    @Override
    public int compare(Object left, Object right) {
        if (left instanceof String a && right instanceof String b) {
            return a.compareTo(b);
        }
        if (left instanceof Instant a && right instanceof Instant b) {
            return a.compareTo(b);
        }
        boolean absentLeft = left == null || left instanceof Missing;
        boolean absentRight = right == null || right instanceof Missing;
        if (absentLeft && absentRight) {
            return Boolean.compare(left == null, right == null);
        }
        return ValueComparator.asc().compare(left, right);
    }
}
