// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.read;

import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The lines and keys of one YAML file. Libraries that give meaning to a document forget both. */
final class Lines {

    private final String file;
    private final Map<String, Integer> lineOf = new HashMap<>();
    private final Map<String, Set<String>> keysOf = new HashMap<>();
    private final Map<String, String> references = new HashMap<>();

    private Lines(String file) {
        this.file = file;
    }

    static Lines of(String file, String yaml) {
        Lines lines = new Lines(file);
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setCodePointLimit(Integer.MAX_VALUE);
        try {
            // Composing alone accepts a key twice; loading refuses it, naming the line.
            new Yaml(options).load(yaml);
            Node root = new Yaml(options).compose(new StringReader(yaml));
            if (root == null) {
                throw new InvalidDescriptionException(new SourceLocation(file, 0, ""), "the file is empty");
            }
            lines.walk("", root);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            throw new InvalidDescriptionException(
                    new SourceLocation(file, line, ""), "this is not YAML: " + e.getProblem());
        }
        return lines;
    }

    private void walk(String path, Node node) {
        lineOf.putIfAbsent(path, node.getStartMark().getLine() + 1);
        if (node instanceof MappingNode mapping) {
            Set<String> keys = new TreeSet<>();
            for (NodeTuple tuple : mapping.getValue()) {
                String key = ((ScalarNode) tuple.getKeyNode()).getValue();
                keys.add(key);
                String child = join(path, key);
                lineOf.put(child, tuple.getKeyNode().getStartMark().getLine() + 1);
                if (key.equals("$ref") && tuple.getValueNode() instanceof ScalarNode target) {
                    references.put(child, target.getValue());
                }
                walk(child, tuple.getValueNode());
            }
            keysOf.put(path, keys);
        } else if (node instanceof SequenceNode sequence) {
            List<Node> values = sequence.getValue();
            for (int i = 0; i < values.size(); i++) {
                walk(join(path, Integer.toString(i)), values.get(i));
            }
        }
    }

    /** Slashes of a key are escaped as in a JSON pointer: {@code /a/get} is another place than {@code get} in {@code /a}. */
    static String join(String path, String key) {
        String escaped = key.replace("~", "~0").replace("/", "~1");
        return path.isEmpty() ? escaped : path + "/" + escaped;
    }

    private static String readable(String path) {
        return path.replace("/~1", "/").replace("~1", "/").replace("~0", "~");
    }

    SourceLocation place(String path) {
        String known = path;
        while (!lineOf.containsKey(known)) {
            int cut = known.lastIndexOf('/');
            known = cut < 0 ? "" : known.substring(0, cut);
        }
        return new SourceLocation(file, lineOf.getOrDefault(known, 0), readable(path));
    }

    Set<String> keys(String path) {
        return keysOf.getOrDefault(path, Set.of());
    }

    /** The names of the schemas that something under {@code path} points to. */
    Set<String> references(String path) {
        Set<String> names = new TreeSet<>();
        references.forEach((place, target) -> {
            if (place.startsWith(path + "/")) {
                names.add(target.substring(target.lastIndexOf('/') + 1));
            }
        });
        return names;
    }

    /** Refuses every key under {@code path} that is not understood: dropping one silently would drop a fact. */
    void allow(String path, Set<String> understood) {
        visitUnknown(path, understood, key -> {
            throw new InvalidDescriptionException(
                    place(join(path, key)),
                    "'" + key + "' is not understood here; understood are " + new TreeSet<>(understood));
        });
    }

    private void visitUnknown(String path, Set<String> understood, Consumer<String> unknown) {
        keys(path).stream().filter(key -> !understood.contains(key)).forEach(unknown);
    }

    boolean has(String path, String key) {
        return keys(path).contains(key);
    }
}
