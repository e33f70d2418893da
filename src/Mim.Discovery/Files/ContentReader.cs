using System.Text;
using Mim.Core.Discovery;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Discovery.Documents;

namespace Mim.Discovery.Files;

/// <summary>Makes sightings of the content of a file that has the marks of certificates, or a name that promises them.</summary>
internal sealed class ContentReader(IReadOnlyList<ICertificateContainerReader> readers, IReadOnlyList<KeyMaterial> passwords)
{
    /// <param name="path">Of the file.</param>
    /// <param name="content">All of it, or a part.</param>
    /// <param name="isDocument">Whether its beginning, when this is not it, was that of a structured document.</param>
    /// <param name="cancellationToken">Stops between certificates.</param>
    public IReadOnlyList<FileSighting> Read(string path, ReadOnlyMemory<byte> content, bool isDocument, CancellationToken cancellationToken)
    {
        using var text = FileMarks.IsUtf16(content.Span) ? FromUtf16(content.Span) : null;
        var plain = text?.Memory ?? content;
        isDocument |= DocumentShape.IsAny(path, plain.Span);
        var named = Documents(path, plain, isDocument, cancellationToken);
        var others = Unstructured(path, plain, isDocument, cancellationToken);
        return named.Count == 0 ? others : [.. named, .. New(named, others).Where(one => one.Certificate is not null)];
    }

    private List<FileSighting> Unstructured(string path, ReadOnlyMemory<byte> content, bool isDocument, CancellationToken cancellationToken)
    {
        var plain = Find(content, cancellationToken) is { } container ? Sightings(path, container) : [];
        List<FileSighting> found = [.. plain, .. New(plain, Encoded(path, content, isDocument, cancellationToken))];
        if (found.Count == 0)
        {
            return Unknown(path, content, cancellationToken);
        }

        // Those of a second source have no number yet, or one that the first has given too.
        return plain.Count == found.Count || found.Count == 1
            ? found
            : [.. found.Select((sighting, index) => sighting with { Entry = sighting.Certificate is null ? null : $"{index + 1}" })];
    }

    private List<FileSighting> Documents(string path, ReadOnlyMemory<byte> text, bool isDocument, CancellationToken cancellationToken)
    {
        var found = new List<FileSighting>();
        foreach (var part in FileMarks.HasText(text.Span, isDocument) ? DocumentReader.Read(path, text.Span, cancellationToken) : [])
        {
            using var content = part.Join();
            if (Find(content.Memory, cancellationToken) is { } container)
            {
                found.AddRange(Sightings(path, container with { Format = part.Format })
                    .Select(one => one with { Entry = one.Entry is null ? part.Entry : $"{part.Entry}/{one.Entry}" }));
            }
        }

        return found;
    }

    // The same octets are seen in several ways: the base64 of a PEM block too is base64 in a document.
    private static IEnumerable<FileSighting> New(List<FileSighting> earlier, List<FileSighting> later)
    {
        var seen = earlier.SelectMany(one => (byte[][])[one.Certificate ?? [], .. one.Chain]).Select(Convert.ToHexString).ToHashSet();
        return later.Where(one => one.Certificate is null || !seen.Contains(Convert.ToHexString(one.Certificate)));
    }

    private CertificateContainer? Find(ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        readers.Select(reader => reader.Read(content, passwords, cancellationToken)).FirstOrDefault(container => container is not null);

    private static List<FileSighting> Sightings(string path, CertificateContainer container)
    {
        var found = container.Certificates.Select(one => new FileSighting(FindingStatus.Found, path)
        {
            Format = container.Format,
            Entry = one.Name,
            Certificate = one.Certificate,
            Chain = one.Chain,
            HasPrivateKey = one.HasPrivateKey,
            IsEncrypted = one.IsEncrypted,
        }).ToList();
        if (container.Status != FindingStatus.Found)
        {
            found.Add(new FileSighting(container.Status, path) { Format = container.Format, Detail = container.Detail });
        }

        return found;
    }

    // PEM files in base64, as Kubernetes keeps them, and in documents also DER and keystores.
    private List<FileSighting> Encoded(string path, ReadOnlyMemory<byte> text, bool isDocument, CancellationToken cancellationToken)
    {
        var found = new List<FileSighting>();
        var end = 0;
        foreach (var start in FileMarks.Encoded(text.Span, isDocument))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (start < end)
            {
                continue;
            }

            using var content = EncodedRun.Decode(text.Span[start..], out var consumed);
            end = start + consumed;
            if (content is not null && Find(content.Memory, cancellationToken) is { } container)
            {
                found.AddRange(Sightings(path, container));
            }
        }

        return found;
    }

    private List<FileSighting> Unknown(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        // Keys, requests, lists and parameters keep such names too.
        if (!CertificateNames.Promises(path) || content.Span.IndexOf("-----BEGIN "u8) >= 0 || OtherDer.Is(content))
        {
            return [];
        }

        // Windows takes certificates in bare base64.
        var bare = content.Span.TrimStart(" \t\r\n\uFEFF"u8);
        using var decoded = bare.StartsWith("MI"u8) ? Base64Run.Decode(bare) : null;
        return decoded is not null && Find(decoded.Memory, cancellationToken) is { } container
            ? Sightings(path, container)
            : [new FileSighting(FindingStatus.Damaged, path) { Detail = content.IsEmpty ? "It is empty." : "It is in no known format." }];
    }

    private static KeyMaterial FromUtf16(ReadOnlySpan<byte> content)
    {
        var encoding = content[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;
        var characters = new char[encoding.GetMaxCharCount(content.Length)];
        var count = encoding.GetChars(content[2..], characters);
        var text = KeyMaterial.Take(Encoding.UTF8.GetBytes(characters, 0, count));
        Array.Clear(characters);
        return text;
    }
}
