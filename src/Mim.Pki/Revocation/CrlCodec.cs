using Mim.Core.Ports;
using Mim.Core.Revocation;

namespace Mim.Pki.Revocation;

/// <summary>Writes full CRLs of version 2 and reads those of others.</summary>
public sealed class CrlCodec : ICrlCodec
{
    public byte[] Encode(CrlSpec spec, ISigningKey issuer) => CrlWriter.Write(spec, issuer);

    public CrlFacts Read(ReadOnlyMemory<byte> crl) => CrlReader.Read(crl);
}
