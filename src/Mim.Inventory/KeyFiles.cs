using System.Security.Cryptography;
using Mim.Core;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Inventory.Files;

namespace Mim.Inventory;

/// <summary>Key files as PEM text, so that people see what they hold. Thread-safe.</summary>
public sealed class KeyFiles : IKeyFiles, IFileExposure
{
    private const int MaximumSize = 64 * 1024;

    private static ReadOnlySpan<byte> Label => "MIM STORE KEY"u8;

    public void Create(string path, KeyMaterial pkcs8)
    {
        var size = PemEncoding.GetEncodedSize(Label.Length, pkcs8.Length) + 1;
        using var text = new KeyMaterial(size);
        PemEncoding.TryWriteUtf8(Label, pkcs8.Span, text.Span, out var written);
        text.Span[written] = (byte)'\n';

        using var file = NewFile.Beside(Path.GetFullPath(path), mayExist: false);
        file.Write(text.Span[..(written + 1)]);
        file.MoveIntoPlace();
    }

    public KeyMaterial Read(string path)
    {
        using var text = ReadBytes(path);
        if (!PemEncoding.TryFindUtf8(text.Span, out var fields) || !text.Span[fields.Label].SequenceEqual(Label))
        {
            throw Damaged(path, "holds no store key");
        }

        var key = new KeyMaterial(fields.DecodedDataLength);
        if (System.Buffers.Text.Base64.DecodeFromUtf8(text.Span[fields.Base64Data], key.Span, out _, out var written) != 0 || written != key.Length)
        {
            key.Dispose();
            throw Damaged(path, "is damaged");
        }

        return key;
    }

    public bool Exists(string path) => File.Exists(path);

    public string? Warning(string path) => StoreFiles.Warning(path);

    private static KeyMaterial ReadBytes(string path)
    {
        try
        {
            // A pipe has no length and would never end.
            var length = new FileInfo(path).Length;
            if (length is 0 or > MaximumSize)
            {
                throw Damaged(path, "has an impossible size");
            }

            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            var text = new KeyMaterial((int)length);
            file.ReadExactly(text.Span);
            return text;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new MimException(MimErrorCause.KeyFileMissing, $"There is no key file at '{path}'.", path, e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new MimException(MimErrorCause.AccessDenied, $"The key file '{path}' may not be read by this account.", path, e);
        }
        catch (IOException e)
        {
            throw new MimException(MimErrorCause.KeyFileDamaged, $"The key file '{path}' cannot be read: {e.Message}", path, e);
        }
    }

    private static MimException Damaged(string path, string how) =>
        new(MimErrorCause.KeyFileDamaged, $"The key file '{path}' {how}.", path);
}
