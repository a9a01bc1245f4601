package petpact.store;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVStore;

/**
 * Answers a write only after it is in the file, and lets the writes that arrive meanwhile share the next commit.
 *
 * <p>A commit never falls into the middle of a command, so the file holds each command wholly or not at all.
 * A read waits for the writes it may have seen: nobody learns of something that a crash could still undo.
 * "In the file" means handed to the operating system: it survives a killed process, not a power cut.
 */
final class GroupCommit {
    private static final int COMMITS_BETWEEN_TIDYING = 100;
    private static final int LEAST_PERCENT_LIVE = 50;
    private static final int BYTES_REWRITTEN_AT_ONCE = 4 << 20;

    private final MVStore store;
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
    private final Object tickets = new Object();
    private long wanted;
    private long committed;

    GroupCommit(MVStore store) {
        this.store = store;
        Thread thread = new Thread(this::commitForEver, "group-commit");
        thread.setDaemon(true);
        thread.start();
    }

    <T> T write(Supplier<T> command) {
        long ticket = 0;
        try {
            gate.readLock().lock();
            try {
                ticket = takeTicket();
                return command.get();
            } finally {
                gate.readLock().unlock();
            }
        } finally {
            await(ticket);
        }
    }

    <T> T read(Supplier<T> command) {
        T answer = command.get();
        long seen;
        synchronized (tickets) {
            seen = wanted;
        }
        await(seen);
        return answer;
    }

    /** Commits what is left and keeps every later command waiting: the process is about to end. */
    void closeForGood() {
        gate.writeLock().lock();
        store.close();
    }

    private long takeTicket() {
        synchronized (tickets) {
            tickets.notifyAll();
            return ++wanted;
        }
    }

    private void await(long ticket) {
        synchronized (tickets) {
            while (committed < ticket) {
                waitForTickets();
            }
        }
    }

    private void commitForEver() {
        try {
            for (int commits = 1; ; commits++) {
                commitOnce(nextWanted());
                if (commits % COMMITS_BETWEEN_TIDYING == 0) {
                    tidy();
                }
            }
        } catch (RuntimeException | Error failure) {
            System.err.println("The store could not write its file and stops, so that no lost write is ever acknowledged: " + failure);
            Runtime.getRuntime().halt(70);
        }
    }

    private long nextWanted() {
        synchronized (tickets) {
            while (wanted == committed) {
                waitForTickets();
            }
            return wanted;
        }
    }

    private void commitOnce(long atLeast) {
        long reached;
        gate.writeLock().lock();
        try {
            synchronized (tickets) {
                reached = Math.max(atLeast, wanted);
            }
            store.commit();
        } finally {
            gate.writeLock().unlock();
        }
        synchronized (tickets) {
            committed = reached;
            tickets.notifyAll();
        }
    }

    /** Rewrites what still lives in the emptiest parts of the file, a little at a time, so that the file does not grow for ever. */
    private void tidy() {
        gate.writeLock().lock();
        try {
            store.compact(LEAST_PERCENT_LIVE, BYTES_REWRITTEN_AT_ONCE);
        } finally {
            gate.writeLock().unlock();
        }
    }

    private void waitForTickets() {
        try {
            tickets.wait();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("nobody interrupts the threads of this process", interrupted);
        }
    }
}
