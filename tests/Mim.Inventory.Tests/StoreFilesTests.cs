using System.Runtime.Versioning;
using System.Text;
using Mim.Core;
using Mim.Core.Sealing;
using Mim.Testing;

namespace Mim.Inventory.Tests;

/// <summary>The files of a store: whose they are, and what stays in them.</summary>
public sealed class StoreFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteStoreFactory _factory = new(TimeProvider.System);

    private string Location => Path.Combine(_folder["new"], "inventory.db");

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void Everything_is_made_for_the_owner_alone()
    {
        using var inventory = _factory.Open(Location, create: true, CancellationToken.None);
        inventory.Add(Sample.Identity("web01"));

        Assert.Equal(3, Directory.GetFiles(_folder["new"]).Length);
        Assert.All(
            Directory.GetFiles(_folder["new"]),
            file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder["new"]));
        Assert.Empty(inventory.Describe(CancellationToken.None).Warnings);
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void Whatever_others_can_read_gets_a_warning_that_names_it()
    {
        using var inventory = _factory.Open(Location, create: true, CancellationToken.None);
        inventory.Add(Sample.Identity("web01"));
        string[] exposed = [Location, $"{Location}-wal"];
        Assert.All(exposed, file => File.SetUnixFileMode(file, File.GetUnixFileMode(file) | UnixFileMode.GroupRead));

        var warnings = inventory.Describe(CancellationToken.None).Warnings;

        Assert.Equal(exposed.Length, warnings.Count);
        Assert.All(exposed, file => Assert.Contains(warnings, warning => warning.Contains($"'{file}'", StringComparison.Ordinal)));
        var check = ((Core.Ports.IStoreMaintenance)inventory).Check(CancellationToken.None).Single(check => check.Check == "Permissions");
        Assert.False(check.Passed);
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void A_folder_gets_a_warning_when_others_can_write_it_and_not_when_they_can_look_into_it()
    {
        using var inventory = _factory.Open(Location, create: true, CancellationToken.None);
        File.SetUnixFileMode(_folder["new"], (UnixFileMode)0b111_101_101);
        Assert.Empty(inventory.Describe(CancellationToken.None).Warnings);

        File.SetUnixFileMode(_folder["new"], (UnixFileMode)0b111_111_101);
        var warning = Assert.Single(inventory.Describe(CancellationToken.None).Warnings);
        Assert.Contains($"'{_folder["new"]}' can be written by its group", warning, StringComparison.Ordinal);
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void A_folder_of_another_account_is_refused()
    {
        var error = Nobody.Try(() => _factory.Open(Location, create: true, CancellationToken.None));

        Assert.Contains(Assert.IsType<MimException>(error).Cause, (MimErrorCause[])[MimErrorCause.AccessDenied, MimErrorCause.StoreReadOnly]);
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void A_store_of_another_account_is_refused()
    {
        _factory.Open(Location, create: true, CancellationToken.None).Dispose();
        Assert.All([_folder.Path, _folder["new"]], folder => File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101));

        var error = Nobody.Try(() => _factory.Open(Location, create: false, CancellationToken.None));

        Assert.Equal(MimErrorCause.AccessDenied, Assert.IsType<MimException>(error).Cause);
    }

    [Fact]
    public void Destroyed_secrets_stay_in_no_file()
    {
        var canary = "canary-5f1c0e"u8.ToArray();
        var owner = Guid.CreateVersion7();
        using var inventory = _factory.Open(Location, create: true, CancellationToken.None);
        inventory.Write(transaction => transaction.Sealed.Put(Sample.Sealed(owner) with { Ciphertext = [.. canary, .. new byte[9000], .. canary] }));
        Assert.Contains(Files(), content => content.Contains(Text(canary), StringComparison.Ordinal));

        inventory.Write(transaction => transaction.Sealed.Remove(owner), CancellationToken.None);

        Assert.DoesNotContain(Files(), content => content.Contains(Text(canary), StringComparison.Ordinal));
    }

    [Fact]
    public void A_closed_store_is_one_file()
    {
        using (var inventory = _factory.Open(Location, create: true, CancellationToken.None))
        {
            inventory.Add(Sample.Identity("web01"));
        }

        Assert.Equal([Location], Directory.GetFiles(_folder["new"]));
    }

    public void Dispose() => _folder.Dispose();

    private static string Text(byte[] bytes) => Encoding.Latin1.GetString(bytes);

    private List<string> Files() => [.. Directory.GetFiles(_folder["new"]).Select(Read)];

    private static string Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        return Text(copy.ToArray());
    }
}
