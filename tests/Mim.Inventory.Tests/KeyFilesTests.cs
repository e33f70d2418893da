using System.Runtime.Versioning;
using Mim.Core.Sealing;
using Mim.Testing;
using Mim.Testing.Contracts;

namespace Mim.Inventory.Tests;

public sealed class KeyFilesTests() : KeyFilesContract(new KeyFiles())
{
    private readonly KeyFiles _keyFiles = new();

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void Only_the_owner_can_read_a_new_file_and_others_get_it_a_warning()
    {
        using var key = KeyMaterial.Random(138);
        _keyFiles.Create(KeyPath, key);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyPath));
        Assert.Null(_keyFiles.Warning(KeyPath));

        File.SetUnixFileMode(KeyPath, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.Contains(KeyPath, _keyFiles.Warning(KeyPath), StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_says_what_it_is()
    {
        using var key = KeyMaterial.Random(138);
        _keyFiles.Create(KeyPath, key);

        Assert.StartsWith("-----BEGIN MIM STORE KEY-----\n", File.ReadAllText(KeyPath), StringComparison.Ordinal);
        Assert.EndsWith("-----END MIM STORE KEY-----\n", File.ReadAllText(KeyPath), StringComparison.Ordinal);
    }
}
