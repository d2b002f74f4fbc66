// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import io.github.scpsdk.codegen.model.OperationModel;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.VersionModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Prints all sources of a service, laid out by the formatter that the build uses for everything else. */
public final class ServiceEmitter {

    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    private static final Pattern SHORT_JAVADOC = Pattern.compile("( *)/\\*\\*\\n *\\* ([^@\\n][^\\n]{0,104})\\n *\\*/");
    private static final Pattern FIELD_GAP =
            Pattern.compile("( +private [^(){}=\\n]*;\\n)\\n(?= +private [^(){}=\\n]*;\\n)");

    private ServiceEmitter() {}

    /** The sources, sorted by path. */
    public static List<SourceFile> emit(ServiceModel service) {
        return print(service).parallelStream()
                .map(ServiceEmitter::format)
                .sorted(Comparator.comparing(SourceFile::path))
                .toList();
    }

    private static List<SourceFile> print(ServiceModel service) {
        List<SourceFile> files = new ArrayList<>(PackageInfoEmitter.emit(service));
        WriterEmitter writers = new WriterEmitter(service);
        service.records().forEach(record -> {
            files.add(RecordEmitter.emit(service, record));
            if (record.response()) {
                files.add(ReaderEmitter.emit(service, record));
            }
            if (record.request()) {
                files.add(writers.emit(record));
            }
        });
        service.enumerations().forEach(enumeration -> files.add(EnumerationEmitter.emit(service, enumeration)));
        service.words().forEach(words -> files.add(WordsEmitter.emit(service, words)));
        service.results().forEach(result -> files.add(ResultEmitter.emit(service, result)));
        for (VersionModel version : service.versions()) {
            files.add(OperationsEmitter.emit(service, version));
            DefaultClientEmitter clients = new DefaultClientEmitter(service, version);
            files.add(ClientEmitter.emit(service, version));
            files.add(clients.blocking());
            files.addAll(WaitersEmitter.emit(service, version));
            files.add(AsyncClientEmitter.emit(service, version));
            files.add(clients.asynchronous());
            files.addAll(AsyncWaitersEmitter.emit(service, version));
            files.addAll(WaitsEmitter.emit(service, version));
            files.addAll(CreatesEmitter.emit(service, version));
            for (OperationModel operation : version.operations()) {
                if (operation.params() != null) {
                    files.addAll(ParamsEmitter.emit(service, version, operation.params()));
                }
            }
        }
        return files;
    }

    /** Lays a source out as the formatter of the build does. */
    static SourceFile format(SourceFile file) {
        try {
            return new SourceFile(file.path(), tidy(FORMATTER.formatSource(file.text())));
        } catch (FormatterException e) {
            throw new IllegalStateException(file.path() + " is no Java:\n" + file.text(), e);
        }
    }

    /** Puts short comments on one line and removes the gaps between fields, which the formatter does not do. */
    private static String tidy(String text) {
        String oneLine = SHORT_JAVADOC.matcher(text).replaceAll("$1/** $2 */");
        return FIELD_GAP.matcher(oneLine).replaceAll("$1");
    }
}
