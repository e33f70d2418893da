using System.Runtime.Versioning;
using System.Security.Cryptography;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Delivery.Tests;

public sealed class FileTargetLayoutTests : IDisposable
{
    private readonly FileTargetFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Pem_serves_the_leaf_and_intermediates_without_the_root()
    {
        await _fixture.Install(1);
        var served = Blocks(_fixture.Settings.Path);
        Assert.Equal([_fixture.Leaf(1).Certificate, _fixture.Chain.Issuers[0]], served);
    }

    [Fact]
    public async Task Pem_writes_the_key_alone_in_its_own_file()
    {
        await _fixture.Install(1);
        var text = await File.ReadAllTextAsync(_fixture.Settings.KeyPath!);
        Assert.Equal(PemEncoding.WriteString("PRIVATE KEY", _fixture.Leaf(1).Pkcs8) + "\n", text);
    }

    [Fact]
    public async Task Pem_writes_one_file_when_both_paths_are_the_same()
    {
        _fixture.Settings = new FileTargetSettings { Path = _fixture.Folder["all.pem"], KeyPath = _fixture.Folder["all.pem"] };
        var receipt = await _fixture.Install(1);
        Assert.Single(receipt.PreviousCopies);
        Assert.Contains("PRIVATE KEY", await File.ReadAllTextAsync(_fixture.Folder["all.pem"]), StringComparison.Ordinal);
        Assert.True((await _fixture.Prove(1)).Holds);
    }

    [Fact]
    public async Task Pem_leaves_the_key_out_when_no_path_is_given_for_it()
    {
        _fixture.Settings = new FileTargetSettings { Path = _fixture.Folder["web.pem"] };
        await _fixture.Install(1);
        Assert.DoesNotContain("KEY", await File.ReadAllTextAsync(_fixture.Folder["web.pem"]), StringComparison.Ordinal);
        Assert.True((await _fixture.Prove(1)).Holds);
    }

    [Fact]
    public async Task Pem_writes_the_whole_chain_to_its_path()
    {
        _fixture.Settings = _fixture.Settings with { ChainPath = _fixture.Folder["chain.pem"] };
        await _fixture.Install(1);
        Assert.Equal(_fixture.Chain.Issuers, Blocks(_fixture.Folder["chain.pem"]));
    }

    [Fact]
    public async Task Pem_encrypts_the_key_with_the_password_of_the_target()
    {
        _fixture.Password = "a pass phrase";
        await _fixture.Install(1);
        Assert.Contains("ENCRYPTED", await File.ReadAllTextAsync(_fixture.Settings.KeyPath!), StringComparison.Ordinal);
        Assert.Equal(Proof.Held, await _fixture.Prove(1));
        _fixture.Password = "another";
        Assert.False((await _fixture.Prove(1)).Holds);
    }

    [RequiresProgramFact("openssl")]
    public async Task Openssl_verifies_what_pem_serves()
    {
        _fixture.Settings = _fixture.Settings with { ChainPath = _fixture.Folder["chain.pem"] };
        await _fixture.Install(1);
        ProgramRunner.Run(
            "openssl", "verify", "-attime", "1767830400", "-CAfile", _fixture.Folder["chain.pem"], "-untrusted", _fixture.Settings.Path,
            _fixture.Settings.Path).Succeeded();
        var key = ProgramRunner.Run("openssl", "pkey", "-in", _fixture.Settings.KeyPath!, "-pubout").Succeeded();
        var certificate = ProgramRunner.Run("openssl", "x509", "-in", _fixture.Settings.Path, "-noout", "-pubkey").Succeeded();
        Assert.Equal(key.Output, certificate.Output);
    }

    [RequiresProgramTheory("openssl")]
    [InlineData("a pass phrase")]
    [InlineData(null)]
    public async Task Openssl_reads_what_pfx_holds(string? password)
    {
        _fixture.Settings = new FileTargetSettings { Path = _fixture.Folder["web.pfx"], Layout = FileLayout.Pfx };
        _fixture.Password = password;
        await _fixture.Install(1);
        var read = ProgramRunner.Run(
            "openssl", "pkcs12", "-in", _fixture.Folder["web.pfx"], "-passin", $"pass:{password}", "-nodes").Succeeded();
        Assert.Equal(3, read.Output.Split("BEGIN CERTIFICATE").Length - 1);
        Assert.Contains("BEGIN PRIVATE KEY", read.Output, StringComparison.Ordinal);
        Assert.Equal(Proof.Held, await _fixture.Prove(1));
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public async Task Only_the_owner_reads_a_key_and_all_read_a_certificate()
    {
        await _fixture.Install(1);
        Assert.Equal(Convert.ToInt32("644", 8), Mode(_fixture.Settings.Path));
        Assert.Equal(Convert.ToInt32("600", 8), Mode(_fixture.Settings.KeyPath!));
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public async Task The_mode_of_the_target_is_the_mode_of_its_files()
    {
        _fixture.Settings = _fixture.Settings with { Mode = Convert.ToInt32("640", 8) };
        await _fixture.Install(1);
        Assert.Equal(Convert.ToInt32("640", 8), Mode(_fixture.Settings.KeyPath!));
        Assert.Equal(Proof.Held, await _fixture.Prove(1));
    }

    [UnixFact]
    public async Task An_unknown_owner_is_named_and_nothing_is_written()
    {
        _fixture.Settings = _fixture.Settings with { Owner = "no-such-user" };
        var refusal = await Assert.ThrowsAsync<MimException>(() => _fixture.Install(1));
        Assert.Equal(MimErrorCause.InstallFailed, refusal.Cause);
        Assert.Contains("no-such-user", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(_fixture.Names);
    }

    [UnixFact]
    public async Task An_unknown_group_is_named_and_nothing_is_written()
    {
        _fixture.Settings = _fixture.Settings with { Group = "no-such-group" };
        var refusal = await Assert.ThrowsAsync<MimException>(() => _fixture.Install(1));
        Assert.Contains("no-such-group", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(_fixture.Names);
    }

    [UnixFact]
    public async Task Files_belong_to_the_owner_of_the_target()
    {
        var root = ProgramRunner.Run("id", "-u").Output.Trim() == "0";
        var (owner, group) = root ? ("nobody", "daemon") : (Environment.UserName, ProgramRunner.Run("id", "-gn").Output.Trim());
        _fixture.Settings = _fixture.Settings with { Owner = owner, Group = group };
        await _fixture.Install(1);
        var seen = ProgramRunner.Run("ls", "-l", _fixture.Settings.KeyPath!).Output.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((owner, group), (seen[2], seen[3]));
        Assert.Equal(Proof.Held, await _fixture.Prove(1));
    }

    private static List<byte[]> Blocks(string path)
    {
        var text = File.ReadAllText(path);
        var found = new List<byte[]>();
        for (var start = 0; PemEncoding.TryFind(text.AsSpan(start), out var fields); start += fields.Location.End.Value)
        {
            Assert.Equal("CERTIFICATE", text[start..][fields.Label]);
            found.Add(Convert.FromBase64String(text[start..][fields.Base64Data]));
        }

        return found;
    }

    [UnsupportedOSPlatform("windows")]
    private static int Mode(string path) => (int)File.GetUnixFileMode(path);
}
