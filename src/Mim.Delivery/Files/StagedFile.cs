using Mim.Core.Delivery;
namespace Mim.Delivery.Files;

/// <summary>
/// New content under a temporary name beside its goal, owner-only and locked while its writer lives. Gone when disposed,
/// unless it has been put in place.
/// </summary>
internal sealed class StagedFile : IDisposable
{
    private const string Prefix = ".mim-";
    private const string Suffix = ".tmp";
    private const int Attempts = 5;

    private readonly FileStream _stream;
    private bool _placed;

    private StagedFile(FileStream stream, string goal)
    {
        _stream = stream;
        Goal = goal;
    }

    public string Goal { get; }

    /// <summary>Writes content, protects it and flushes it to disk.</summary>
    public static StagedFile Write(PlannedFile file, IFilePlatform platform) => Write(file.Goal, platform, stream =>
    {
        stream.Write(file.Content.Span);
        platform.Protect(stream, file.Protection, file.Goal);
    });

    /// <summary>Writes a copy of a file with the protection it has.</summary>
    public static StagedFile Copy(string source, string goal, IFilePlatform platform) => Write(goal, platform, stream =>
    {
        using var original = InstalledFile.Read(source);
        stream.Write(original.Span);
        platform.ProtectLike(stream, source);
    });

    /// <summary>Shows that a file for this goal can be made and protected as it must be, and leaves nothing behind.</summary>
    public static void Try(string goal, FileProtection protection, IFilePlatform platform)
    {
        using var stream = Create(goal, platform);
        try
        {
            platform.Protect(stream, protection, goal);
        }
        finally
        {
            File.Delete(stream.Name);
        }
    }

    /// <summary>A temporary name in the folder of <paramref name="goal"/>.</summary>
    public static string NameBeside(string goal) =>
        Path.Combine(Path.GetDirectoryName(goal)!, $"{Prefix}{Guid.NewGuid():N}{Suffix}");

    /// <summary>Whether a file name is one that <see cref="NameBeside"/> gives.</summary>
    public static bool IsStaged(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal)
        && name.EndsWith(Suffix, StringComparison.Ordinal)
        && Guid.TryParseExact(name[Prefix.Length..^Suffix.Length], "N", out _);

    /// <summary>Takes the goal's name in one step.</summary>
    public void Place()
    {
        // Windows lets nobody read a file that a writer has open.
        if (OperatingSystem.IsWindows())
        {
            _stream.Dispose();
        }

        File.Move(_stream.Name, Goal, overwrite: true);
        _placed = true;
    }

    public void Dispose()
    {
        if (_placed)
        {
            _stream.Dispose();
            return;
        }

        Discard(_stream);
    }

    /// <summary>Writes what <paramref name="write"/> writes and flushes it to disk; the file is owner-only unless it is protected otherwise.</summary>
    public static StagedFile Write(string goal, IFilePlatform platform, Action<FileStream> write)
    {
        var stream = Create(goal, platform);
        try
        {
            write(stream);
            stream.Flush(flushToDisk: true);
            return new StagedFile(stream, goal);
        }
        catch
        {
            Discard(stream);
            throw;
        }
    }

    // Between creating and locking, a sweep by somebody else may take the file for a dead one and remove it, or keep its
    // lock until it has: then another name will do.
    private static FileStream Create(string goal, IFilePlatform platform)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var stream = platform.CreateOwnerOnly(NameBeside(goal));
                if (File.Exists(stream.Name) || attempt == Attempts)
                {
                    return stream;
                }

                stream.Dispose();
            }
            catch (IOException) when (attempt < Attempts)
            {
                continue;
            }
        }
    }

    private static void Discard(FileStream stream)
    {
        using (stream)
        {
            try
            {
                SecretDestroyer.Overwrite(stream);
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException)
            {
                // On a full or failing disk removing it is all that can be done.
            }

            File.Delete(stream.Name);
        }
    }
}
