package petpact.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a collection's queries cost, for `{ petpactStats: 1 }`: tests read it to prove that an index was used. */
final class Touched {
    final LongAdder documents = new LongAdder();
    final LongAdder byId = new LongAdder();
    final LongAdder byIndex = new LongAdder();
    final LongAdder scans = new LongAdder();

    Document toDocument() {
        return new Document("documentsTouched", documents.sum())
            .append("byId", byId.sum())
            .append("byIndex", byIndex.sum())
            .append("scans", scans.sum());
    }
}
