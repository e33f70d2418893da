using Mim.Core;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="IKeyFiles"/> promises.</summary>
public abstract class KeyFilesContract(IKeyFiles keyFiles) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected string KeyPath => _folder["store.key"];

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_key_comes_back()
    {
        using var key = KeyMaterial.Random(138);
        Assert.False(keyFiles.Exists(KeyPath));

        keyFiles.Create(KeyPath, key);

        Assert.True(keyFiles.Exists(KeyPath));
        using var read = keyFiles.Read(KeyPath);
        Assert.True(read.Span.SequenceEqual(key.Span));
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void An_existing_file_is_never_replaced()
    {
        File.WriteAllText(KeyPath, "precious");
        using var key = KeyMaterial.Random(138);

        Assert.Equal(MimErrorCause.StoreExists, Assert.Throws<MimException>(() => keyFiles.Create(KeyPath, key)).Cause);
        Assert.Equal("precious", File.ReadAllText(KeyPath));
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_missing_file_is_named() => AssertFails(MimErrorCause.KeyFileMissing);

    [Theory]
    [InlineData("")]
    [InlineData("not a key")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")]
    [InlineData("-----BEGIN MIM STORE KEY-----\nAAA\n-----END MIM STORE KEY-----\n")]
    [InlineData("-----BEGIN MIM STORE KEY-----\nAAAA\n")]
    public void A_damaged_file_is_named(string content)
    {
        File.WriteAllText(KeyPath, content);

        AssertFails(MimErrorCause.KeyFileDamaged);
    }

    [Fact]
    public void A_huge_file_is_not_read()
    {
        using (var file = File.Create(KeyPath))
        {
            file.SetLength(1L << 40);
        }

        AssertFails(MimErrorCause.KeyFileDamaged);
    }

    [Fact]
    public void A_folder_is_no_key_file()
    {
        Directory.CreateDirectory(KeyPath);

        Assert.Throws<MimException>(() => keyFiles.Read(KeyPath));
    }

    private void AssertFails(MimErrorCause cause)
    {
        var error = Assert.Throws<MimException>(() => keyFiles.Read(KeyPath));
        Assert.Equal(cause, error.Cause);
        Assert.Equal(KeyPath, error.Subject);
        Assert.Contains(KeyPath, error.Message, StringComparison.Ordinal);
    }
}
