using Mim.Core.Issuing;
using Mim.Core.Risk;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Core.Tests.Risk;

public class WeakKeyListTests
{
    // Of the modulus 0xC5 and the exponent 3: `printf 'Modulus=C5\n' | sha1sum`, and md5sum of the key in wire format.
    private static readonly PublicKeyInfo _tiny = PublicKeyInfo.Read(RsaKeys.Encode(0xC5, 3));

    [Fact]
    public void LinesOfBothPackagesAreRead()
    {
        var list = Read("# openssh-blacklist\n\n70a40110ad60c7282f18\r\n", "# openssl-blacklist\n3c3fbae22fb5042dae07\n3c40449f0aaee9f5eb7b");

        Assert.Equal(3, list.Count);
    }

    [Theory]
    [InlineData("70a40110ad60c7282f1")]
    [InlineData("70a40110ad60c7282f180")]
    [InlineData("70a40110ad60c7282f1g")]
    [InlineData(" 70a40110ad60c7282f18")]
    [InlineData("70a40110ad60c7282f18 # key")]
    [InlineData("#70a40110ad60c7282f18")]
    public void WhatIsNoDigestIsPassedOver(string line) => Assert.Equal(0, Read(line).Count);

    [RequiresProgramTheory("openssl")]
    [InlineData("sha1", "Modulus=C5\n")]
    [InlineData("md5", "\0\0\0\u0007ssh-rsa\0\0\0\u0001\u0003\0\0\0\u0002\0\u00C5")]
    public void AKeyIsFoundByEitherDigest(string algorithm, string content)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["content"], [.. content.Select(character => (byte)character)]);
        var digest = ProgramRunner.Run("openssl", "dgst", $"-{algorithm}", "-r", folder["content"]).Succeeded().Output.Split(' ')[0];

        Assert.True(Read(digest[^20..]).Contains(_tiny));
        Assert.False(Read(digest[..20]).Contains(_tiny));
    }

    [Fact]
    public void OtherKeysAreNot() => Assert.False(
        Read("70a40110ad60c7282f18").Contains(PublicKeyInfo.Read(RsaKeys.Encode(RsaKeys.SoundModulus(), 65537))));

    [Fact]
    public void AnEndlessLineTakesNoMemory() => Assert.Equal(0, Read(new string('a', 10_000_000)).Count);

    [Fact]
    public void DamagedListsAreReadWithoutTrouble()
    {
        var mutator = new Mutator(3);
        for (var round = 0; round < 2_000; round++)
        {
            var text = System.Text.Encoding.Latin1.GetString(mutator.Mutate("# list\n70a40110ad60c7282f18\n3c3fbae22fb5042dae07\n"u8));
            Assert.InRange(Read(text).Count, 0, 6);
        }
    }

    private static WeakKeyList Read(params string[] lists) => WeakKeyList.Read(lists.Select(list => new StringReader(list)), default);
}
