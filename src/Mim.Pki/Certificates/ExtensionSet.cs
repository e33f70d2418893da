using System.Formats.Asn1;

namespace Mim.Pki.Certificates;

/// <summary>The extensions of a certificate, request, CRL or CRL entry; none twice (RFC 5280 section 4.2).</summary>
internal sealed class ExtensionSet
{
    private readonly Dictionary<string, Extension> _byOid = [];

    public IReadOnlyCollection<Extension> All => _byOid.Values;

    public Extension? Find(string oid) => _byOid.TryGetValue(oid, out var extension) ? extension : null;

    /// <summary>Adds a sequence of extensions.</summary>
    public void Read(AsnReader reader)
    {
        var sequence = reader.ReadSequence();
        while (sequence.HasData)
        {
            var extension = sequence.ReadSequence();
            var oid = extension.ReadObjectIdentifier();
            var isCritical = extension.PeekTag() == Asn1Tag.Boolean && extension.ReadBoolean();
            var value = ReadValue(extension);
            extension.ThrowIfNotEmpty();
            if (!_byOid.TryAdd(oid, new Extension(oid, isCritical, value)))
            {
                throw new AsnContentException($"The extension {oid} is there twice.");
            }
        }
    }

    private static ReadOnlyMemory<byte> ReadValue(AsnReader reader) =>
        reader.TryReadPrimitiveOctetString(out var value)
            ? value
            : throw new AsnContentException("An extension's value is not an octet string.");
}
