using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;

namespace Mim.Core.Revocation.Ssh;

/// <summary>Holds keys and certificates against a key revocation list, as sshd does.</summary>
public sealed class SshRevocationTester
{
    private readonly ISshRevocationListCodec _codec;
    private readonly ISshKeyReader _reader;

    internal SshRevocationTester(ISshRevocationListCodec codec, ISshKeyReader reader) => (_codec, _reader) = (codec, reader);

    /// <summary>One verdict for each key or certificate in the text of a file.</summary>
    /// <param name="list">OpenSSH PROTOCOL.krl.</param>
    /// <param name="keys">Text of one or more public keys or certificates.</param>
    /// <param name="source">Name of what they came from, for messages and results.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidRevocationList"/>, <see cref="MimErrorCause.InvalidKey"/>.</exception>
    public IReadOnlyList<SshRevocationVerdict> Test(byte[] list, byte[] keys, string source)
    {
        var facts = _codec.Read(list);
        var found = _reader.Read(keys, role: null, isOutline: false);
        return found.Count == 0
            ? throw new MimException(MimErrorCause.InvalidKey, $"'{source}' holds no public key and no certificate of SSH.", source)
            : [.. found.Select(key => Judge(list, facts, key, source))];
    }

    private SshRevocationVerdict Judge(byte[] list, SshRevocationFacts facts, SshKeySighting key, string source)
    {
        if (key is not { Status: FindingStatus.Found, PublicKey: { } blob })
        {
            throw new MimException(MimErrorCause.InvalidKey, $"A key in '{source}' cannot be read: {key.Detail}", source);
        }

        var reason = _codec.FindRevocation(list, blob, key.Certificate);
        return new SshRevocationVerdict
        {
            Source = source,
            IsRevoked = reason is not null,
            Reason = reason,
            KeyAlgorithm = key.KeyAlgorithm,
            SshFingerprint = key.SshFingerprint,
            KeyId = key.Certificate?.KeyId,
            SerialNumber = key.Certificate?.SerialNumber,
            ListNumber = facts.Number,
        };
    }
}
