package petpact.store;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * Starts the embedded store: `EmbeddedMongo FILE PORT [stock]`, prints `READY <port>` and runs until it is stopped or
 * until its standard input ends, so that it never outlives the process that started it.
 * `stock` runs the server as its authors ship it, for the test that shows what our launcher is for.
 */
public final class EmbeddedMongo {
    private static final int WORKERS = 24;

    private EmbeddedMongo() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        int port = Integer.parseInt(arguments[1]);
        boolean stock = arguments.length > 2 && arguments[2].equals("stock");
        Files.createDirectories(file.toAbsolutePath().getParent());
        MVStore store = open(file, stock);
        GroupCommit commit = stock ? null : new GroupCommit(store);
        MongoBackend backend = stock ? new H2Backend(store).version(StoreBackend.VERSION) : new StoreBackend(store, commit);
        MongoServer server = new MongoServer(backend);
        bind(server, port);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.stopListening();
            if (stock) {
                store.close();
            } else {
                commit.closeForGood();
            }
        }));
        System.out.println("READY " + server.getLocalAddress().getPort());
        waitForEndOfInput();
        System.exit(0);
    }

    private static MVStore open(Path file, boolean stock) {
        try {
            MVStore.Builder builder = new MVStore.Builder().fileName(file.toString()).cacheSize(64);
            if (stock) {
                return builder.open();
            }
            MVStore store = builder.autoCommitDisabled().open();
            store.setRetentionTime(0);
            return store;
        } catch (MVStoreException failure) {
            throw fail(failure.getMessage().contains("locked")
                ? "The data in " + file + " is in use by another embedded store; stop that one or choose another data folder."
                : "The data file " + file + " cannot be read (" + failure.getMessage() + "); move it away or run `npm run reset`.");
        }
    }

    private static void bind(MongoServer server, int port) {
        try {
            server.bind(new InetSocketAddress("127.0.0.1", port), 1, WORKERS);
        } catch (Exception failure) { // netty throws the checked BindException undeclared
            throw fail("Port " + port + " is in use; stop the program that listens there or set another port (STORE_PORT).");
        }
    }

    private static IllegalStateException fail(String sentence) {
        System.out.println("FAILED " + sentence);
        Runtime.getRuntime().halt(1);
        return new IllegalStateException(sentence);
    }

    private static void waitForEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
            continue;
        }
    }
}
