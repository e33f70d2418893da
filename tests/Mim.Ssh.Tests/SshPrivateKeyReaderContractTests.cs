using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Pki.Keys;
using Mim.Testing.Contracts;

namespace Mim.Ssh.Tests;

public sealed class SshPrivateKeyReaderContractTests : SshPrivateKeyReaderContract
{
    protected override ISshPrivateKeyReader Reader { get; } = new SshPrivateKeyReader();

    protected override byte[] OpenSshFile(KeyAlgorithm algorithm)
    {
        var encoder = new SshKeyEncoder();
        using var key = new KeyFactory().Generate(algorithm);
        using var pkcs8 = key.ExportPkcs8();
        using var file = encoder.EncodePrivate(encoder.EncodePublic(key.SubjectPublicKeyInfo), pkcs8, "x", passphrase: null, default);
        return file.Memory.ToArray();
    }
}
