package petpact.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One way to answer a query from one index: equality on its leading keys, then a range or the sort order on the next.
 * Where the index has the sort's order, entries come lazily in that order, so that a limit stops the walk.
 */
final class IndexPlan {
    private static final int MOST_PREFIXES = 200;
    /** Up to so many entries are cheaper to load and sort than to hope that another index meets the limit soon. */
    private static final int FEW = 100;

    private final OrderedIndex index;
    private List<Object[]> prefixes = List.<Object[]>of(new Object[0]);
    private int equalKeys;
    private FieldBounds range;
    private boolean inOrder;
    private boolean backwards;

    private IndexPlan(OrderedIndex index) {
        this.index = index;
    }

    /** The cheapest plan, or none when no index helps: few entries first, then the sort's order, then the most keys bound. */
    static Optional<IndexPlan> choose(Map<String, FieldBounds> bounds, Document sort, List<OrderedIndex> indexes) {
        return indexes.stream()
            .map(index -> new IndexPlan(index).bind(bounds, sort))
            .filter(Objects::nonNull)
            .min(Comparator.comparingInt(plan -> plan.cost(!sort.isEmpty())));
    }

    boolean inOrder() {
        return inOrder;
    }

    private IndexPlan bind(Map<String, FieldBounds> bounds, Document sort) {
        List<String> paths = index.paths();
        FieldBounds first = bounds.get(paths.get(0));
        if (index.omitsAbsent() && (first == null || !first.excludesAbsent())) {
            return null;
        }
        while (equalKeys < paths.size() && bindPoints(bounds.get(paths.get(equalKeys)))) {
            equalKeys++;
        }
        FieldBounds next = equalKeys < paths.size() ? bounds.get(paths.get(equalKeys)) : null;
        range = next != null && (next.low != null || next.high != null) ? next : null;
        inOrder = sort.isEmpty() || (index.sortsAsMongo() && followsSort(bounds, sort));
        boolean helps = equalKeys > 0 || range != null || (inOrder && !sort.isEmpty());
        return helps ? this : null;
    }

    private boolean bindPoints(FieldBounds bounds) {
        if (bounds == null || bounds.points == null || prefixes.size() * bounds.points.size() > MOST_PREFIXES) {
            return false;
        }
        List<Object[]> longer = new ArrayList<>();
        prefixes.forEach(prefix -> bounds.points.forEach(point -> longer.add(IndexEntry.extend(prefix, point))));
        prefixes = longer;
        return true;
    }

    private boolean followsSort(Map<String, FieldBounds> bounds, Document sort) {
        int position = equalKeys;
        Boolean reversed = null;
        for (Map.Entry<String, Object> key : sort.entrySet()) {
            FieldBounds fixed = bounds.get(key.getKey());
            if (fixed != null && fixed.points != null && fixed.points.size() == 1) {
                continue;
            }
            Boolean ascending = directionAt(position++, key.getKey());
            if (ascending == null) {
                return false;
            }
            boolean reverses = ascending != ((Number) key.getValue()).intValue() > 0;
            if (reversed != null && reversed != reverses) {
                return false;
            }
            reversed = reverses;
        }
        backwards = Boolean.TRUE.equals(reversed);
        return true;
    }

    /** The direction in which the index orders this field at this position; entries alike in all keys follow each other by id. */
    private Boolean directionAt(int position, String field) {
        List<String> paths = index.paths();
        if (position < paths.size()) {
            return paths.get(position).equals(field) ? index.getKeys().get(position).isAscending() : null;
        }
        return position == paths.size() && field.equals("_id") && !paths.contains("_id") ? Boolean.TRUE : null;
    }

    private int cost(boolean sorts) {
        int entries = 0;
        for (Object[] prefix : prefixes) {
            for (var walk = entriesOf(prefix).iterator(); walk.hasNext() && entries <= FEW; entries++) {
                walk.next();
            }
        }
        if (entries <= FEW) {
            return entries;
        }
        int bound = 10 * equalKeys + (range != null ? 5 : 0);
        return (sorts && inOrder ? 1_000 : 10_000) - bound;
    }

    Stream<Object> ids() {
        List<NavigableSet<IndexEntry>> walks = prefixes.stream()
            .map(this::entriesOf)
            .map(entries -> backwards ? entries.descendingSet() : entries)
            .toList();
        Comparator<IndexEntry> order = index.order().afterKeys(equalKeys);
        Stream<IndexEntry> entries = walks.size() == 1
            ? walks.get(0).stream()
            : MergedWalk.of(walks, backwards ? order.reversed() : order);
        Stream<Object> ids = entries.map(IndexEntry::id);
        return index.holdsArrays() ? ids.distinct() : ids;
    }

    private NavigableSet<IndexEntry> entriesOf(Object[] prefix) {
        FieldBounds.Bound low = range == null ? null : range.low;
        FieldBounds.Bound high = range == null ? null : range.high;
        boolean ascending = equalKeys >= index.paths().size() || index.getKeys().get(equalKeys).isAscending();
        return ascending
            ? index.between(edge(prefix, low, -1), edge(prefix, high, 1))
            : index.between(edge(prefix, high, -1), edge(prefix, low, 1));
    }

    private static IndexEntry edge(Object[] prefix, FieldBounds.Bound bound, int side) {
        Object[] values = bound == null ? prefix : IndexEntry.extend(prefix, bound.value());
        boolean before = (side < 0) == (bound == null || bound.inclusive());
        return before ? IndexEntry.before(values) : IndexEntry.after(values);
    }
}
