using Mim.Core;

namespace Mim.Inventory.Files;

/// <summary>
/// A file on its way to its place: made for its owner alone under a name of its own beside the goal, and gone unless moved.
/// </summary>
internal sealed class NewFile : IDisposable
{
    private readonly string _goal;
    private readonly MimErrorCause _trouble;
    private readonly MimErrorCause? _exists;

    private NewFile(string goal, MimErrorCause? exists, MimErrorCause trouble)
    {
        (_goal, _exists, _trouble) = (goal, exists, trouble);
        var folder = System.IO.Path.GetDirectoryName(goal)!;
        Path = System.IO.Path.Combine(folder, $".{System.IO.Path.GetFileName(goal)}.{Guid.NewGuid():N}");
        FailIfThere();
        Stream = Try(() =>
        {
            FilePermissions.Current.CreateFolder(folder);
            return FilePermissions.Current.CreateFile(Path);
        });
    }

    /// <summary>Where it lies until it is moved.</summary>
    public string Path { get; }

    public FileStream Stream { get; }

    /// <param name="goal">Full path.</param>
    /// <param name="exists">The error when the goal is there already; null when it may be.</param>
    /// <param name="trouble">The error of everything but missing rights.</param>
    public static NewFile Beside(string goal, MimErrorCause? exists, MimErrorCause trouble) => new(goal, exists, trouble);

    /// <summary>Puts the content on the disk and closes the file.</summary>
    public void Close() => Try(() =>
    {
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
        return true;
    });

    /// <summary>Moves it to its goal; what has come there in the meantime stays.</summary>
    public void MoveIntoPlace()
    {
        Flush();
        FailIfThere();
        Try(() =>
        {
            File.Move(Path, _goal, overwrite: false);
            return true;
        });
    }

    /// <summary>Puts it in the place of its goal in one step; what was there gets the name <paramref name="kept"/>.</summary>
    public void Replace(string kept)
    {
        Flush();
        Try(() =>
        {
            File.Replace(Path, _goal, kept, ignoreMetadataErrors: true);
            return true;
        });
    }

    public void Dispose()
    {
        Stream.Dispose();
        foreach (var file in StoreFiles.All(Path).Append($"{Path}-journal"))
        {
            File.Delete(file);
        }
    }

    // Others may have written to the file since it was made.
    private void Flush()
    {
        Stream.Dispose();
        Try(() =>
        {
            using var file = new FileStream(Path, FileMode.Open, FileAccess.ReadWrite);
            file.Flush(flushToDisk: true);
            return true;
        });
    }

    private void FailIfThere()
    {
        if (_exists is { } cause && System.IO.Path.Exists(_goal))
        {
            throw new MimException(cause, $"'{_goal}' is there already.", _goal);
        }
    }

    private T Try<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (UnauthorizedAccessException e)
        {
            throw new MimException(MimErrorCause.AccessDenied, $"'{_goal}' may not be written by this account.", _goal, e);
        }
        catch (IOException e)
        {
            throw new MimException(_trouble, $"'{_goal}' could not be written: {e.Message}", _goal, e);
        }
    }
}
