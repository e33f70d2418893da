using Mim.Discovery.Files;

namespace Mim.Discovery.Documents;

/// <summary>Finds the values in a structured document that hold certificates, and names them as its users would.</summary>
internal static class DocumentReader
{
    /// <summary>A document may put thousands of keys beside thousands of certificates; so many pairs of them are tried.</summary>
    private const int MostPairs = 2_000;

    /// <returns>Empty when it is no such document, or holds none.</returns>
    public static IEnumerable<DocumentPart> Read(string path, ReadOnlySpan<byte> text, CancellationToken cancellationToken)
    {
        var (format, values) = Values(path, text, cancellationToken);
        return Parts(format, values, cancellationToken);
    }

    private static IEnumerable<DocumentPart> Parts(string format, List<DocumentValue> values, CancellationToken cancellationToken)
    {
        var names = new DocumentNames(values);
        var keys = values.Where(ValueKinds.IsKey).ToLookup(value => value.Parent);
        var pairs = MostPairs;
        foreach (var value in values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!ValueKinds.IsCertificate(value))
            {
                continue;
            }

            // A key beside it is its key: tls.crt and tls.key, client-certificate-data and client-key-data.
            var beside = ValueKinds.IsBinary(value) ? [] : keys[value.Parent].Take(pairs).Select(key => key.Text).ToList();
            pairs -= beside.Count;
            var (kind, entry) = names.Of(value);
            yield return new DocumentPart(kind ?? format, entry, [value.Text, .. beside]);
        }
    }

    private static (string Format, List<DocumentValue> Values) Values(string path, ReadOnlySpan<byte> text, CancellationToken cancellationToken)
    {
        if (DocumentShape.IsJson(text))
        {
            return ("Json", JsonValues.Read(text, cancellationToken));
        }

        return DocumentShape.IsYaml(path, text) ? ("Yaml", YamlValues.Read(text, cancellationToken)) : ("Text", []);
    }
}
