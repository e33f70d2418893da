using System.Security.Cryptography;
using Mim.Core;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Core.Revocation.Ssh;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="ISshRevocationListCodec"/> promises.</summary>
public abstract class SshRevocationListCodecContract
{
    private static readonly byte[] _authority = Key(1);
    private static readonly ulong[] _serials =
        [3, 9, .. Enumerable.Range(100, 50).Select(serial => (ulong)serial), .. Enumerable.Range(0, 40).Select(step => 1000 + (3 * (ulong)step)), ulong.MaxValue];

    protected abstract ISshRevocationListCodec Codec { get; }

    [Fact]
    public void What_is_written_is_read()
    {
        var facts = Codec.Read(Codec.Encode(Spec()));
        Assert.Equal(new SshRevocationFacts(7, Spec().PublishedAt, "nightly"), facts);
    }

    [Fact]
    public void Certificates_are_revoked_by_serial_number_of_their_authority_and_by_key_id()
    {
        var list = Codec.Encode(Spec());
        Assert.All(_serials, serial => Assert.Equal($"serial {serial}", Find(list, serial)));
        Assert.All(new ulong[] { 0, 1, 4, 99, 150, 999, 1001, 1120, ulong.MaxValue - 1 }, serial => Assert.Null(Find(list, serial)));
        Assert.Null(Find(list, 3, authority: Key(2)));
        Assert.Equal("id lost laptop", Find(list, 1, keyId: "lost laptop"));
    }

    [Fact]
    public void Keys_are_revoked_by_themselves_and_by_their_hash_with_all_that_they_sign()
    {
        var list = Codec.Encode(Spec());
        Assert.Equal("key", Codec.FindRevocation(list, Key(10), certificate: null));
        Assert.Equal("SHA256 of the key", Codec.FindRevocation(list, Key(11), certificate: null));
        Assert.Null(Codec.FindRevocation(list, Key(12), certificate: null));
        Assert.Equal("key", Codec.FindRevocation(list, Key(10), Certificate(1, Key(3), "x")));
        Assert.Equal("authority", Find(list, 1, authority: Key(10)));
        Assert.Equal("SHA256 of the authority", Find(list, 1, authority: Key(11)));
    }

    [Fact]
    public void An_empty_list_revokes_nothing()
    {
        var list = Codec.Encode(Spec() with { Certificates = [], Keys = [], Fingerprints = [] });
        Assert.Null(Find(list, 3));
        Assert.Equal(7UL, Codec.Read(list).Number);
    }

    [Fact]
    public void No_list_holds_serial_number_zero()
    {
        var spec = Spec() with { Certificates = [new SshRevokedCertificates(_authority, [5, 0], [])] };
        Assert.Equal(MimErrorCause.InvalidArgument, Assert.Throws<MimException>(() => Codec.Encode(spec)).Cause);
    }

    [Fact]
    public void Damaged_lists_are_refused_and_do_no_harm()
    {
        var list = Codec.Encode(Spec());
        var mutator = new Mutator(seed: 9000);
        for (var round = 0; round < 5000; round++)
        {
            var damaged = mutator.Mutate(list);
            var trouble = Record.Exception(() => Codec.Read(damaged)) ?? Record.Exception(() => Find(damaged, 9));
            Assert.True(trouble is null or MimException { Cause: MimErrorCause.InvalidRevocationList }, $"{round}: {trouble}");
        }
    }

    [Fact]
    public void What_is_no_list_is_refused() => Assert.All(
        new byte[][] { [], [1, 2, 3], [.. "SSHKRL\n\0"u8], Codec.Encode(Spec())[..^1] },
        content => Assert.Equal(MimErrorCause.InvalidRevocationList, Assert.Throws<MimException>(() => Codec.Read(content)).Cause));

    private static byte[] Key(byte number) => [0, 0, 0, 11, .. "ssh-ed25519"u8, 0, 0, 0, 32, .. Enumerable.Repeat(number, 32)];

    private static SshRevocationSpec Spec() => new()
    {
        Number = 7,
        PublishedAt = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000),
        Comment = "nightly",
        Certificates = [new SshRevokedCertificates(_authority, [.. _serials.Reverse(), 9], ["lost laptop", "x"])],
        Keys = [Key(10)],
        Fingerprints = [SHA256.HashData(Key(11))],
    };

    private static SshCertificateFacts Certificate(ulong serial, byte[] authority, string keyId) => new()
    {
        IsForHost = false, SerialNumber = serial, KeyId = keyId, Principals = ["root"], AuthorityKey = authority, AuthorityFingerprint = string.Empty,
    };

    private string? Find(byte[] list, ulong serial, byte[]? authority = null, string keyId = "somebody") =>
        Codec.FindRevocation(list, Key(50), Certificate(serial, authority ?? _authority, keyId));
}
