using System.Text;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Pki.Credentials;
using Mim.Testing.Contracts;

namespace Mim.Pki.Tests.Credentials;

public sealed class CredentialDecoderContractTests : CredentialDecoderContract
{
    protected override ICredentialDecoder Decoder { get; } = new CredentialDecoder(rounds: 20_000);

    protected override int Cases => 2000;

    protected override IReadOnlyList<byte[]> Samples()
    {
        using var chain = new TestChain();
        using var key = chain.LeafKey.ExportPkcs8();
        using var pem = new CredentialEncoder().Encode(new ExportLayout(), chain.Leaf.Der, [chain.Intermediate.Der], key, null, CancellationToken.None);
        using var pfx = PfxWriter.Write(new ExportLayout(), chain.Leaf.Der, [chain.Leaf.Der], key, null, rounds: 2, CancellationToken.None);
        return
        [
            pem.Span.ToArray(),
            pfx.Span.ToArray(),
            chain.Leaf.Der,
            Pkcs7.Write([chain.Leaf.Der, chain.Root.Der]),
            Encoding.ASCII.GetBytes(TestChain.Pem("PKCS7", Pkcs7.Write([chain.Leaf.Der]))),
        ];
    }
}
