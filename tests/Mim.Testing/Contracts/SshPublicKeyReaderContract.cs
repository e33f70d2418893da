using Mim.Core;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Risk;

namespace Mim.Testing.Contracts;

/// <summary>What every reader of SSH's public keys does.</summary>
public abstract class SshPublicKeyReaderContract
{
    private static readonly byte[] _ed25519 = [0, 0, 0, 11, .. "ssh-ed25519"u8, 0, 0, 0, 32, .. Enumerable.Range(0, 32).Select(octet => (byte)octet)];

    protected abstract ISshPublicKeyReader Reader { get; }

    [Fact]
    public void A_key_is_read_as_X509_has_it()
    {
        var key = PublicKeyInfo.Read(Reader.ReadSubjectPublicKeyInfo(_ed25519));

        Assert.Equal("Ed25519", KeyDescription.Of(key).Algorithm);
        Assert.Equal(_ed25519[^32..], key.Key.ToArray());
    }

    [Fact]
    public void What_is_no_key_is_refused() => Assert.All(
        new byte[][] { [], [1, 2, 3], _ed25519[..^1], [.. _ed25519, 0], [0, 0, 0, 3, .. "abc"u8] },
        blob => Assert.Equal(MimErrorCause.InvalidKey, Assert.Throws<MimException>(() => Reader.ReadSubjectPublicKeyInfo(blob)).Cause));

    [Fact]
    public void Damage_is_refused_or_read_and_nothing_else()
    {
        var mutator = new Mutator(7);
        for (var round = 0; round < 2_000; round++)
        {
            var damaged = mutator.Mutate(_ed25519);
            if (Record.Exception(() => Reader.ReadSubjectPublicKeyInfo(damaged)) is { } trouble)
            {
                Assert.Equal(MimErrorCause.InvalidKey, Assert.IsType<MimException>(trouble).Cause);
            }
        }
    }
}
