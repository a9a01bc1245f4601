package petpact.kafka;

import java.io.IOException;
import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * Starts one Kafka node in KRaft mode: `EmbeddedKafka server.properties CLUSTER_ID`. It formats an empty data folder first,
 * and runs until it is stopped or until its standard input ends, so that it never outlives the process that started it.
 */
public final class EmbeddedKafka {
    private EmbeddedKafka() {}

    public static void main(String[] arguments) {
        String[] format = {"format", "--ignore-formatted", "--cluster-id", arguments[1], "--config", arguments[0]};
        if (StorageTool.execute(format, System.out) != 0) {
            System.out.println("FAILED Kafka's data folder could not be prepared; move it away or run `npm run reset`.");
            System.exit(1);
        }
        Thread input = new Thread(EmbeddedKafka::exitAtEndOfInput, "end-of-input");
        input.setDaemon(true);
        input.start();
        Kafka.main(new String[] {arguments[0]});
    }

    private static void exitAtEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                continue;
            }
        } catch (IOException closed) {
            System.err.println("standard input failed, stopping: " + closed.getMessage());
        }
        System.exit(0);
    }
}
