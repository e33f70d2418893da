using System.Formats.Asn1;

namespace Mim.Pki.Signatures;

/// <summary>The outer sequence that certificates, requests and CRLs share: content, algorithm, signature.</summary>
/// <param name="Content">DER of what is signed.</param>
/// <param name="Algorithm">DER of the AlgorithmIdentifier.</param>
/// <param name="Signature">Its octets.</param>
internal sealed record SignedObject(ReadOnlyMemory<byte> Content, ReadOnlyMemory<byte> Algorithm, ReadOnlyMemory<byte> Signature)
{
    /// <exception cref="AsnContentException">It is something else.</exception>
    public static SignedObject Read(ReadOnlyMemory<byte> der)
    {
        var outer = new AsnReader(der, AsnEncodingRules.DER);
        var sequence = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        var content = sequence.PeekEncodedValue();
        sequence.ReadSequence();
        var algorithm = sequence.PeekEncodedValue();
        sequence.ReadSequence();
        var signature = sequence.ReadBitString(out var unused);
        sequence.ThrowIfNotEmpty();
        return unused == 0
            ? new SignedObject(content, algorithm, signature)
            : throw new AsnContentException("The signature is not a whole number of octets.");
    }

    /// <summary>Object identifier of the signature algorithm.</summary>
    public string ReadAlgorithm() => new AsnReader(Algorithm, AsnEncodingRules.DER).ReadSequence().ReadObjectIdentifier();
}
