package petpact.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;

/** One database: a map of the file for each collection, and nothing else on disk, so every write is one entry of one map. */
final class StoreDatabase extends AbstractSynchronizedMongoDatabase<Object> {
    static final String MAP_PREFIX = "documents.";
    private static final Set<String> INDEX_OPTIONS = Set.of("key", "name", "ns", "v", "unique", "sparse", "expireAfterSeconds", "background");

    private final MVStore store;
    private final Map<String, StoreCollection> opened = new ConcurrentHashMap<>();
    private boolean opening = true;

    StoreDatabase(String name, MVStore store, CursorRegistry cursors) {
        super(name, cursors);
        this.store = store;
        initializeNamespacesAndIndexes();
        opening = false;
        opened.values().forEach(StoreCollection::fillIndexes);
    }

    @Override
    protected MongoCollection<Object> openOrCreateCollection(String name, CollectionOptions options) {
        StoreCollection collection = new StoreCollection(this, name, options, openMap(name), cursorRegistry);
        opened.put(name, collection);
        if (!opening) {
            collection.fillIndexes();
        }
        return collection;
    }

    private MVMap<Object, byte[]> openMap(String collection) {
        return store.openMap(mapName(collection), new MVMap.Builder<Object, byte[]>().valueType(ByteArrayDataType.INSTANCE));
    }

    private String mapName(String collection) {
        return MAP_PREFIX + getFullCollectionNamespace(collection);
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(String collection, String name, List<IndexKey> keys, boolean sparse) {
        boolean ofId = keys.size() == 1 && keys.get(0).getKey().equals("_id");
        return ofId ? new IdIndex(name, keys, opened.get(collection).documents()) : new OrderedIndex(name, keys, true, sparse);
    }

    @Override
    protected Index<Object> openOrCreateSecondaryIndex(String collection, String name, List<IndexKey> keys, boolean sparse) {
        return new OrderedIndex(name, keys, false, sparse);
    }

    @Override
    public Document handleCommand(Channel channel, String command, Document query, DatabaseResolver resolver, Oplog oplog) {
        switch (command) {
            case "createIndexes" -> refuseUnknownIndexOptions(query);
            case "listIndexes" -> refuseUnknownCollection(query.get(command).toString());
            case "petpactStats" -> {
                return stats();
            }
            case "aggregate" -> {
                StoreCollection collection = opened.get(String.valueOf(query.get(command)));
                Document match = firstMatch(query);
                if (collection != null && match != null) {
                    return collection.narrowedTo(match, () -> super.handleCommand(channel, command, query, resolver, oplog));
                }
            }
            default -> { }
        }
        return super.handleCommand(channel, command, query, resolver, oplog);
    }

    private static Document firstMatch(Document aggregate) {
        boolean begins = aggregate.get("pipeline") instanceof List<?> stages && !stages.isEmpty()
            && ((Document) stages.get(0)).get("$match") instanceof Document;
        return begins ? (Document) ((Document) ((List<?>) aggregate.get("pipeline")).get(0)).get("$match") : null;
    }

    /** Better no index than one that means something else here than on a real MongoDB. */
    private static void refuseUnknownIndexOptions(Document query) {
        for (Object item : (List<?>) query.get("indexes")) {
            Document index = (Document) item;
            for (String option : index.keySet()) {
                if (!INDEX_OPTIONS.contains(option)) {
                    throw new MongoServerError(67, "CannotCreateIndex", "the embedded store has no index option '" + option + "'");
                }
            }
            for (Object direction : ((Document) index.get("key")).values()) {
                if (!(direction instanceof Number)) {
                    throw new MongoServerError(67, "CannotCreateIndex", "the embedded store has only ordered indexes, not '" + direction + "'");
                }
            }
        }
    }

    private void refuseUnknownCollection(String name) {
        if (resolveCollection(name, false) == null) {
            throw new MongoServerError(26, "NamespaceNotFound", "ns does not exist: " + getFullCollectionNamespace(name));
        }
    }

    private Document stats() {
        Document collections = new Document();
        opened.forEach((name, collection) -> collections.append(name, collection.touched().toDocument()));
        return new Document("collections", collections).append("ok", 1.0);
    }

    @Override
    public void drop(Oplog oplog) {
        super.drop(oplog);
        String prefix = MAP_PREFIX + getDatabaseName() + ".";
        store.getMapNames().stream().filter(name -> name.startsWith(prefix)).toList().forEach(store::removeMap);
    }

    @Override
    public void dropCollection(String name, Oplog oplog) {
        super.dropCollection(name, oplog);
        opened.remove(name);
        store.removeMap(mapName(name));
    }

    @Override
    public void moveCollection(MongoDatabase oldDatabase, MongoCollection<?> collection, String newName) {
        throw new MongoServerError(59, "CommandNotFound", "the embedded store does not rename collections");
    }

    @Override
    protected long getStorageSize() {
        return store.getFileStore().size();
    }

    @Override
    protected long getFileSize() {
        return getStorageSize();
    }
}
