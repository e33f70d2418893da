using System.Text;
using Mim.Core.Discovery;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Discovery.Documents;

namespace Mim.Discovery.Files;

/// <summary>Makes sightings of the content of a file that has the marks of certificates, or a name that promises them.</summary>
internal sealed class ContentReader(IReadOnlyList<ICertificateContainerReader> readers, IReadOnlyList<KeyMaterial> passwords)
{
    public IReadOnlyList<FileSighting> Read(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        using var text = FileMarks.IsUtf16(content.Span) ? FromUtf16(content.Span) : null;
        var plain = text?.Memory ?? content;
        var named = Documents(path, plain, cancellationToken);
        var seen = named.SelectMany(one => (byte[][])[one.Certificate ?? [], .. one.Chain]).Select(Convert.ToHexString).ToHashSet();
        var others = Unstructured(path, plain, cancellationToken);
        return named.Count == 0
            ? others
            : [.. named, .. others.Where(one => one.Certificate is not null && !seen.Contains(Convert.ToHexString(one.Certificate)))];
    }

    private List<FileSighting> Unstructured(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        if (Find(content, cancellationToken) is { } container)
        {
            return Sightings(path, container);
        }

        return Encoded(path, content, cancellationToken) is [_, ..] encoded ? encoded : Unknown(path, content, cancellationToken);
    }

    private List<FileSighting> Documents(string path, ReadOnlyMemory<byte> text, CancellationToken cancellationToken)
    {
        var found = new List<FileSighting>();
        foreach (var part in FileMarks.HasText(text.Span) ? DocumentReader.Read(path, text.Span) : [])
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

    // PEM files in base64, as Kubernetes keeps them.
    private List<FileSighting> Encoded(string path, ReadOnlyMemory<byte> text, CancellationToken cancellationToken)
    {
        var found = new List<FileSighting>();
        var rest = text.Span;
        while (rest.IndexOf(FileMarks.EncodedBegin) is var at and >= 0)
        {
            rest = rest[at..];
            var length = rest.IndexOfAnyExcept(Base64Run.Alphabet) is var end and >= 0 ? end : rest.Length;
            using var content = Base64Run.Decode(rest[..length]);
            if (content is not null && Find(content.Memory, cancellationToken) is { } container)
            {
                found.AddRange(Sightings(path, container));
            }

            rest = rest[length..];
        }

        return found.Count < 2 ? found : [.. found.Select((sighting, index) => sighting with { Entry = $"{index + 1}" })];
    }

    private List<FileSighting> Unknown(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        // PEM of other kinds keeps such names too: keys, requests, lists, parameters.
        if (!CertificateNames.Promises(path) || content.Span.IndexOf("-----BEGIN "u8) >= 0)
        {
            return [];
        }

        // Windows takes certificates in bare base64.
        using var decoded = content.Span.StartsWith("MI"u8) ? Base64Run.Decode(content.Span) : null;
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
