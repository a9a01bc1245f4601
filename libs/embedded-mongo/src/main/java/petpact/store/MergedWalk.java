package petpact.store;

import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Walks several ordered stretches of an index as one, in order: `$in` on a leading key keeps the order of the next. */
final class MergedWalk implements Iterator<IndexEntry> {
    private record Head(IndexEntry entry, Iterator<IndexEntry> rest) {}

    private final PriorityQueue<Head> heads;

    private MergedWalk(Comparator<IndexEntry> order) {
        this.heads = new PriorityQueue<>((left, right) -> order.compare(left.entry(), right.entry()));
    }

    static Stream<IndexEntry> of(Collection<? extends Iterable<IndexEntry>> stretches, Comparator<IndexEntry> order) {
        MergedWalk walk = new MergedWalk(order);
        stretches.forEach(stretch -> walk.push(stretch.iterator()));
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(walk, Spliterator.ORDERED), false);
    }

    private void push(Iterator<IndexEntry> stretch) {
        if (stretch.hasNext()) {
            heads.add(new Head(stretch.next(), stretch));
        }
    }

    @Override
    public boolean hasNext() {
        return !heads.isEmpty();
    }

    @Override
    public IndexEntry next() {
        Head head = heads.poll();
        if (head == null) {
            throw new NoSuchElementException();
        }
        push(head.rest());
        return head.entry();
    }
}
