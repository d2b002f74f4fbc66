// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.state;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * Resources in order of creation, the newest first. They stand in an array, because lists are read far more often than
 * resources are removed, and a page from the middle of a hundred thousand has to be quick.
 */
final class NewestFirst extends AbstractList<Resource> implements RandomAccess {
    private final List<Resource> oldestFirst = new ArrayList<>();

    @Override
    public int size() {
        return oldestFirst.size();
    }

    @Override
    public Resource get(int index) {
        return oldestFirst.get(size() - 1 - Objects.checkIndex(index, size()));
    }

    /** Nearly always at the end of the array; a loaded state may have it elsewhere. */
    void insert(Resource resource) {
        oldestFirst.add(-place(resource) - 1, resource);
    }

    void delete(Resource resource) {
        int place = place(resource);
        if (place >= 0) {
            oldestFirst.remove(place);
        }
    }

    /** Where a resource is; when it is not there, the negative of where it belongs, less one. */
    private int place(Resource resource) {
        int low = 0;
        int high = size() - 1;
        if (high >= 0 && resource.number() > oldestFirst.get(high).number()) {
            return -size() - 1;
        }
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Long.compare(oldestFirst.get(middle).number(), resource.number());
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }
}
