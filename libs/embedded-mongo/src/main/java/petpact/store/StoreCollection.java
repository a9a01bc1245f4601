package petpact.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.MVMap;

/** A collection that answers by id first, then from an ordered index, and only then by looking at every document. */
final class StoreCollection extends AbstractSynchronizedMongoCollection<Object> {
    private final MVMap<Object, byte[]> documents;
    private final Touched touched = new Touched();
    private final ThreadLocal<Document> narrowing = new ThreadLocal<>();
    private boolean firstMatchOnly;
    private boolean filled;

    StoreCollection(MongoDatabase database, String name, CollectionOptions options, MVMap<Object, byte[]> documents, CursorRegistry cursors) {
        super(database, name, options, cursors);
        this.documents = documents;
    }

    Touched touched() {
        return touched;
    }

    Map<Object, byte[]> documents() {
        return documents;
    }

    @Override
    protected QueryResult queryDocuments(Document query, Document orderBy, int skip, int limit, int batch, Document fields) {
        Document sort = orderBy == null || orderBy.containsKey("$natural") ? new Document() : orderBy;
        int most = firstMatchOnly ? 1 : limit;
        Map<String, FieldBounds> bounds = FieldBounds.of(query);
        Object id = getIdField() == null ? null : query.get(getIdField());
        FieldBounds ids = bounds.get("_id");
        if (isExactId(id) || (ids != null && ids.points != null)) {
            touched.byId.increment();
            Stream<Object> keys = isExactId(id) ? Stream.of(id) : ids.points.stream();
            return matchDocumentsFromStream(load(keys.map(DocumentBytes::key)), query, sort, skip, most, batch, fields);
        }
        Optional<IndexPlan> plan = IndexPlan.choose(bounds, sort, orderedIndexes());
        if (plan.isPresent()) {
            touched.byIndex.increment();
            Document left = plan.get().inOrder() ? null : sort;
            return matchDocumentsFromStream(load(plan.get().ids()), query, left, skip, most, batch, fields);
        }
        if (isByIdOrder(sort, ids)) {
            touched.byIndex.increment();
            return matchDocumentsFromStream(load(idsInOrder(sort, ids)), query, null, skip, most, batch, fields);
        }
        return matchDocuments(query, sort, skip, most, batch, fields);
    }

    private static boolean isExactId(Object id) {
        if (id instanceof Document document) {
            return document.keySet().stream().noneMatch(key -> key.startsWith("$"));
        }
        return id != null && !(id instanceof Collection) && !BsonRegularExpression.isRegularExpression(id);
    }

    private List<OrderedIndex> orderedIndexes() {
        return getIndexes().stream().filter(OrderedIndex.class::isInstance).map(OrderedIndex.class::cast).toList();
    }

    /** The documents lie in the order of their keys; where all keys are strings, that is MongoDB's order of `_id`. */
    private boolean isByIdOrder(Document sort, FieldBounds ids) {
        boolean asked = sort.isEmpty() ? ids != null && isText(ids.low) && isText(ids.high) : sort.keySet().equals(Set.of("_id"));
        return asked && documents.firstKey() instanceof String && documents.lastKey() instanceof String
            && (ids == null || (isText(ids.low) && isText(ids.high)));
    }

    private static boolean isText(FieldBounds.Bound bound) {
        return bound == null || bound.value() == null || bound.value() instanceof String;
    }

    private Stream<Object> idsInOrder(Document sort, FieldBounds ids) {
        Object low = ids == null || ids.low == null ? null : ids.low.value();
        Object high = ids == null || ids.high == null ? null : ids.high.value();
        boolean backwards = !sort.isEmpty() && ((Number) sort.get("_id")).intValue() < 0;
        Iterator<Object> keys = backwards ? documents.cursor(high, low, true) : documents.cursor(low, high, false);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(keys, Spliterator.ORDERED), false);
    }

    private Stream<Document> load(Stream<Object> keys) {
        return keys.map(this::getDocument).filter(Objects::nonNull);
    }

    @Override
    protected QueryResult matchDocuments(Document query, Document sort, int skip, int limit, int batch, Document fields) {
        touched.scans.increment();
        Stream<Document> all = streamAllDocumentsWithPosition().map(DocumentWithPosition::getDocument);
        return matchDocumentsFromStream(all, query, sort, skip, limit, batch, fields);
    }

    @Override
    protected Document getDocument(Object key) {
        byte[] bytes = documents.get(key);
        if (bytes == null) {
            return null;
        }
        touched.documents.increment();
        return DocumentBytes.decode(bytes);
    }

    @Override
    protected Stream<DocumentWithPosition<Object>> streamAllDocumentsWithPosition() {
        return documents.entrySet().stream().map(entry -> {
            touched.documents.increment();
            return new DocumentWithPosition<>(DocumentBytes.decode(entry.getValue()), entry.getKey());
        });
    }

    @Override
    protected Object addDocumentInternal(Document document) {
        Object key = getIdField() == null ? nextNumber() : DocumentBytes.key(document.get(getIdField()));
        if (documents.putIfAbsent(key, DocumentBytes.encode(document)) != null) {
            throw new IllegalStateException("a document with the key " + key + " is in " + getFullName() + " already");
        }
        return key;
    }

    private Object nextNumber() {
        return documents.lastKey() instanceof Long last ? last + 1 : 0L;
    }

    @Override
    protected void handleUpdate(Object key, Document oldDocument, Document newDocument) {
        documents.put(key, DocumentBytes.encode(newDocument));
    }

    @Override
    protected void removeDocument(Object key) {
        documents.remove(key);
    }

    /** Loads one document where only one is to be changed; the stock server loads all that match. */
    @Override
    public synchronized Document updateDocuments(Document selector, Document update, ArrayFilters filters, boolean multi, boolean upsert, Oplog oplog) {
        firstMatchOnly = !multi;
        try {
            return super.updateDocuments(selector, update, filters, multi, upsert, oplog);
        } finally {
            firstMatchOnly = false;
        }
    }

    /** Runs an aggregation whose first stage is this `$match`, so that it starts from the matching documents and not from all. */
    <T> T narrowedTo(Document match, Supplier<T> aggregation) {
        narrowing.set(match);
        try {
            return aggregation.get();
        } finally {
            narrowing.remove();
        }
    }

    @Override
    public Stream<Document> queryAllAsStream() {
        Document match = narrowing.get();
        narrowing.remove();
        return match == null ? super.queryAllAsStream() : handleQueryAsStream(match);
    }

    @Override
    public synchronized int count(Document query, int skip, int limit) {
        return super.count(query, skip, limit);
    }

    /** Fills the indexes that the collection had when it was opened, in one walk over the documents. */
    synchronized void fillIndexes() {
        filled = true;
        fill(orderedIndexes());
    }

    private void fill(List<OrderedIndex> indexes) {
        if (indexes.isEmpty()) {
            return;
        }
        streamAllDocumentsWithPosition().forEach(stored ->
            indexes.forEach(index -> index.add(stored.getDocument(), stored.getPosition(), this)));
    }

    @Override
    public synchronized void addIndex(Index<Object> index) {
        boolean known = getIndexes().stream().anyMatch(other -> other.getName().equals(index.getName()));
        if (filled && !known && index instanceof OrderedIndex ordered) {
            fill(List.of(ordered));
        }
        super.addIndex(index);
    }

    @Override
    public synchronized void dropIndex(String indexName) {
        super.dropIndex(indexName);
    }

    @Override
    public int count() {
        return documents.size();
    }

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int sizeDelta) {}

    @Override
    protected int getDataSize() {
        return 0;
    }
}
