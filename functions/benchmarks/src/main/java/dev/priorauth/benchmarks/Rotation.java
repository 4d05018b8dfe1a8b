package dev.priorauth.benchmarks;

import java.util.List;

/** Hands out the same items again and again, in their order. */
final class Rotation<T> {
  private final List<T> items;
  private int next;

  Rotation(List<T> items) {
    this.items = List.copyOf(items);
  }

  T next() {
    T item = items.get(next);
    next = next + 1 == items.size() ? 0 : next + 1;
    return item;
  }
}
