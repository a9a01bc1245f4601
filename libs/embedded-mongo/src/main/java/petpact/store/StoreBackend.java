package petpact.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.h2.mvstore.MVStore;

/** Sends each command through the group commit: writes are answered when they are in the file, reads when what they saw is. */
final class StoreBackend extends AbstractMongoBackend {
    /** The lowest version the MongoDB driver 7 talks to; there are no sessions, as on a standalone server without logical sessions. */
    static final MongoVersion VERSION = new MongoVersion() {
        @Override
        public List<Integer> getVersionArray() {
            return List.of(4, 4, 0, 0);
        }

        @Override
        public int getWireVersion() {
            return 9;
        }
    };

    private static final int LARGEST_BATCH = 1000;
    private static final Set<String> TOUCH_NO_DOCUMENT =
        Set.of("ismaster", "hello", "ping", "buildinfo", "serverstatus", "getmore", "killcursors", "whatsmyuri", "endsessions");
    private static final Set<String> READS =
        Set.of("find", "count", "distinct", "listindexes", "listcollections", "collstats", "dbstats", "validate", "petpactstats");

    private final MVStore store;
    private final GroupCommit commit;

    StoreBackend(MVStore store, GroupCommit commit) {
        this.store = store;
        this.commit = commit;
        version(VERSION);
        databaseNames().forEach(this::resolveDatabase);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new StoreDatabase(name, store, getCursorRegistry());
    }

    private Set<String> databaseNames() {
        return store.getMapNames().stream()
            .filter(name -> name.startsWith(StoreDatabase.MAP_PREFIX))
            .map(name -> name.substring(StoreDatabase.MAP_PREFIX.length()))
            .map(name -> name.substring(0, name.indexOf('.')))
            .collect(Collectors.toSet());
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        String lower = command.toLowerCase();
        if (lower.equals("listdatabases")) {
            return listDatabases();
        }
        if (lower.equals("getmore") || lower.equals("find")) {
            query.putIfAbsent("batchSize", LARGEST_BATCH);
        }
        if (TOUCH_NO_DOCUMENT.contains(lower)) {
            return super.handleCommand(channel, database, command, query);
        }
        return READS.contains(lower)
            ? commit.read(() -> super.handleCommand(channel, database, command, query))
            : commit.write(() -> super.handleCommand(channel, database, command, query));
    }

    private Document listDatabases() {
        List<Document> names = databaseNames().stream().sorted().map(name -> new Document("name", name).append("empty", false)).toList();
        return new Document("databases", names).append("ok", 1.0);
    }
}
