package petpact.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * A compound ordered index, kept in memory and rebuilt from the documents at start, so that it is always complete.
 * All access happens under the collection's monitor.
 */
final class OrderedIndex extends Index<Object> {
    private final List<String> paths;
    private final EntryOrder order;
    private final boolean unique;
    private final boolean omitsAbsent;
    private final TreeSet<IndexEntry> entries;
    private long entriesOfArrays;
    private long entriesWithNull;

    OrderedIndex(String name, List<IndexKey> keys, boolean unique, boolean sparse) {
        super(name, keys, true);
        this.paths = keys.stream().map(IndexKey::getKey).toList();
        this.order = new EntryOrder(keys);
        this.unique = unique;
        this.omitsAbsent = unique && sparse;
        this.entries = new TreeSet<>(order);
    }

    List<String> paths() {
        return paths;
    }

    EntryOrder order() {
        return order;
    }

    boolean omitsAbsent() {
        return omitsAbsent;
    }

    boolean holdsArrays() {
        return entriesOfArrays > 0;
    }

    /** Absent and null sort alike in MongoDB but not here; where both could meet, a sort is not served from the index. */
    boolean sortsAsMongo() {
        return entriesOfArrays == 0 && entriesWithNull == 0;
    }

    NavigableSet<IndexEntry> between(IndexEntry low, IndexEntry high) {
        return order.compare(low, high) > 0 ? Collections.emptyNavigableSet() : entries.subSet(low, true, high, true);
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Object> collection) {
        if (unique) {
            refuseDuplicates(document, null, collection);
        }
    }

    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<Object> collection) {
        if (unique) {
            refuseDuplicates(newDocument, DocumentBytes.key(oldDocument.get("_id")), collection);
        }
    }

    private void refuseDuplicates(Document document, Object ownId, MongoCollection<Object> collection) {
        for (Object[] row : rowsOf(document).rows()) {
            for (IndexEntry entry : between(IndexEntry.before(row), IndexEntry.after(row))) {
                if (ownId == null || ValueOrder.INSTANCE.compare(entry.id(), ownId) != 0) {
                    throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(Arrays.asList(row)));
                }
            }
        }
    }

    @Override
    public void add(Document document, Object id, MongoCollection<Object> collection) {
        if (unique) {
            refuseDuplicates(document, id, collection);
        }
        EntryKeys.Rows rows = rowsOf(document);
        rows.rows().forEach(row -> entries.add(IndexEntry.of(row, id)));
        count(rows, 1);
    }

    @Override
    public Object remove(Document document) {
        remove(rowsOf(document), DocumentBytes.key(document.get("_id")));
        return null;
    }

    @Override
    public void updateInPlace(Document oldDocument, Document newDocument, Object id, MongoCollection<Object> collection) {
        EntryKeys.Rows before = rowsOf(oldDocument);
        EntryKeys.Rows after = rowsOf(newDocument);
        if (!sameRows(before, after)) {
            remove(before, id);
            add(newDocument, id, collection);
        }
    }

    private void remove(EntryKeys.Rows rows, Object id) {
        rows.rows().forEach(row -> entries.remove(IndexEntry.of(row, id)));
        count(rows, -1);
    }

    private void count(EntryKeys.Rows rows, int sign) {
        entriesOfArrays += rows.ofArray() ? sign : 0;
        entriesWithNull += rows.withNull() ? sign : 0;
    }

    private boolean sameRows(EntryKeys.Rows before, EntryKeys.Rows after) {
        if (before.rows().size() != after.rows().size() || before.ofArray() != after.ofArray() || before.withNull() != after.withNull()) {
            return false;
        }
        for (int i = 0; i < before.rows().size(); i++) {
            if (order.compare(IndexEntry.of(before.rows().get(i), null), IndexEntry.of(after.rows().get(i), null)) != 0) {
                return false;
            }
        }
        return true;
    }

    private EntryKeys.Rows rowsOf(Document document) {
        EntryKeys.Rows rows = EntryKeys.of(document, paths);
        boolean absent = omitsAbsent && rows.rows().stream().allMatch(row -> Arrays.stream(row).allMatch(Missing.class::isInstance));
        return absent ? new EntryKeys.Rows(List.of(), false, false) : rows;
    }

    @Override
    public boolean hasSameOptions(Index<?> other) {
        return other instanceof OrderedIndex index && index.unique == unique && index.omitsAbsent == omitsAbsent
            && index.getKeys().toString().equals(getKeys().toString());
    }

    @Override
    public boolean isUnique() {
        return unique;
    }

    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Object> getPositions(Document query) {
        throw new UnsupportedOperationException("the planner reads this index");
    }

    @Override
    public Object getPosition(Document document) {
        return null;
    }

    @Override
    public long getCount() {
        return entries.size();
    }

    /** The collection fills its indexes itself, all in one walk over its documents; this keeps the server from doing it again. */
    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public long getDataSize() {
        return 0;
    }

    @Override
    public void drop() {
        entries.clear();
    }
}
