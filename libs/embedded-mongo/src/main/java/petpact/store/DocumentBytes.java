package petpact.store;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * How a document lies in the file: as BSON. Every read decodes a copy of its own, so a reader never sees
 * a document that a writer is changing (the stock server hands out the stored object itself).
 */
final class DocumentBytes {
    private DocumentBytes() {}

    static byte[] encode(Document document) {
        ByteBuf buffer = Unpooled.buffer(512);
        BsonEncoder.encodeDocument(document, buffer);
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }

    static Document decode(byte[] bytes) {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bytes));
    }

    /** The key under which a document with this `_id` is stored: 1 and 1.0 are the same id. */
    static Object key(Object id) {
        if (id instanceof Number number && number.longValue() == number.doubleValue()) {
            return number.longValue();
        }
        return Missing.ofNullable(id);
    }
}
