package petpact.store;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a query demands of one field, as far as an index can use it: a list of points, or a range.
 * It may let too much through (every document is still matched against the whole query), never too little.
 */
final class FieldBounds {
    record Bound(Object value, boolean inclusive) {}

    private static final int MOST_POINTS = 200;
    private static final Bound ABOVE_NULL = new Bound(null, false);
    private static final Bound ABOVE_ABSENT = new Bound(Missing.getInstance(), false);

    List<Object> points;
    Bound low;
    Bound high;

    static Map<String, FieldBounds> of(Document query) {
        Map<String, FieldBounds> bounds = new HashMap<>();
        collect(query, bounds);
        return bounds;
    }

    private static void collect(Document query, Map<String, FieldBounds> bounds) {
        for (Map.Entry<String, Object> condition : query.entrySet()) {
            String field = condition.getKey();
            if (field.equals("$and") && condition.getValue() instanceof Collection<?> parts) {
                parts.forEach(part -> collect((Document) part, bounds));
            } else if (!field.startsWith("$")) {
                FieldBounds known = bounds.getOrDefault(field, new FieldBounds());
                known.add(condition.getValue());
                if (known.points != null || known.low != null || known.high != null) {
                    bounds.put(field, known);
                }
            }
        }
    }

    private void add(Object value) {
        if (value instanceof Document operators && operators.keySet().stream().anyMatch(key -> key.startsWith("$"))) {
            operators.forEach(this::addOperator);
        } else {
            addPoints(Arrays.asList(value));
        }
    }

    private void addOperator(String operator, Object operand) {
        switch (operator) {
            case "$eq" -> addPoints(Arrays.asList(operand));
            case "$in" -> addPoints((Collection<?>) operand);
            case "$gt" -> addLow(operand, false);
            case "$gte" -> addLow(operand, true);
            case "$lt" -> addHigh(operand, false);
            case "$lte" -> addHigh(operand, true);
            case "$exists" -> {
                if (Boolean.TRUE.equals(operand)) {
                    low = low == null ? ABOVE_ABSENT : low;
                }
            }
            case "$ne" -> {
                if (operand == null) {
                    low = low == null || low == ABOVE_ABSENT ? ABOVE_NULL : low;
                }
            }
            default -> { }
        }
    }

    private void addPoints(Collection<?> values) {
        if (points != null || values.size() > MOST_POINTS || !values.stream().allMatch(value -> value == null || isPlain(value))) {
            return;
        }
        List<Object> distinct = new ArrayList<>();
        for (Object value : values) {
            if (distinct.stream().noneMatch(other -> ValueOrder.INSTANCE.compare(other, value) == 0)) {
                distinct.add(value);
            }
        }
        if (distinct.contains(null)) {
            distinct.add(Missing.getInstance());
        }
        points = distinct;
    }

    private void addLow(Object value, boolean inclusive) {
        if (isPlain(value) && (low == null || low == ABOVE_NULL || low == ABOVE_ABSENT)) {
            low = new Bound(value, inclusive);
        }
    }

    private void addHigh(Object value, boolean inclusive) {
        if (isPlain(value) && high == null) {
            high = new Bound(value, inclusive);
            low = low == null || low == ABOVE_ABSENT ? ABOVE_NULL : low;
        }
    }

    private static boolean isPlain(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Instant || value instanceof Boolean
            || value instanceof ObjectId || value instanceof UUID;
    }

    boolean excludesAbsent() {
        return points == null ? low != null : points.stream().noneMatch(value -> value == null || value instanceof Missing);
    }
}
