using Mim.Core;

namespace Mim.Inventory.Files;

/// <summary>
/// A file on its way to its place: made for its owner alone under a name of its own beside the goal, and gone unless moved.
/// </summary>
internal sealed class NewFile : IDisposable
{
    private readonly string _goal;
    private readonly bool _mayExist;
    private readonly FileStream _stream;

    private NewFile(string goal, bool mayExist)
    {
        (_goal, _mayExist) = (goal, mayExist);
        var folder = System.IO.Path.GetDirectoryName(goal)!;
        Path = System.IO.Path.Combine(folder, $".{System.IO.Path.GetFileName(goal)}.{Guid.NewGuid():N}");
        FailIfThere();
        _stream = Try(() =>
        {
            FilePermissions.Current.CreateFolder(folder);
            return FilePermissions.Current.CreateFile(Path);
        });
    }

    /// <summary>Where it lies until it is moved.</summary>
    public string Path { get; }

    /// <param name="goal">Full path.</param>
    /// <param name="mayExist">Whether the goal may be there already, to be replaced.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.StoreExists"/>, and those of a disk.</exception>
    public static NewFile Beside(string goal, bool mayExist) => new(goal, mayExist);

    public void Write(ReadOnlySpan<byte> content)
    {
        try
        {
            _stream.Write(content);
        }
        catch (IOException e)
        {
            throw DiskFault.From(e, _goal);
        }
    }

    /// <summary>Lets others write to it; nothing is written here afterwards.</summary>
    public void Close() => _stream.Dispose();

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
        _stream.Dispose();
        foreach (var file in StoreFiles.All(Path).Append($"{Path}-journal"))
        {
            File.Delete(file);
        }
    }

    // Others may have written to the file since it was made.
    private void Flush()
    {
        _stream.Dispose();
        Try(() =>
        {
            using var file = new FileStream(Path, FileMode.Open, FileAccess.ReadWrite);
            file.Flush(flushToDisk: true);
            return true;
        });
    }

    private void FailIfThere()
    {
        if (!_mayExist && System.IO.Path.Exists(_goal))
        {
            throw new MimException(MimErrorCause.StoreExists, $"'{_goal}' is there already.", _goal);
        }
    }

    private T Try<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DiskFault.From(e, _goal);
        }
    }
}
