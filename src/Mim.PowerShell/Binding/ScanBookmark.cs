using System.Globalization;
using System.Security.Cryptography;
using System.Text;

using Mim.Core;

namespace Mim.PowerShell.Binding;

/// <summary>
/// A file that says how far a scan came, so that another run goes on there. It knows which scan it is of, is held by one run at a
/// time, and goes when the scan is done.
/// </summary>
internal sealed class ScanBookmark : IDisposable
{
    private const int Longest = 256;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly string _path;
    private readonly string _scan;
    private readonly TimeProvider _time;
    private readonly FileStream _file;
    private long _finished;
    private long _written;

    /// <param name="path">Full path; made when it is not there.</param>
    /// <param name="scan">Everything that tells the scan from others.</param>
    /// <param name="time">For writing not more than once a second.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidFile"/>: it is of another scan, or no bookmark.</exception>
    /// <exception cref="IOException">It cannot be written, or another run holds it.</exception>
    public ScanBookmark(string path, string scan, TimeProvider time)
    {
        (_path, _time) = (path, time);
        _scan = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(scan)));
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            _finished = Read();

            // Now and not in the middle of the scan is the time to hear that there is no room.
            Write();
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>Targets that earlier runs are done with.</summary>
    public long Finished => _finished;

    public void Advance(long finished)
    {
        _finished = finished;
        if (_time.GetElapsedTime(_written) >= Interval)
        {
            Write();
        }
    }

    /// <summary>Keeps the place for the next run; where that fails, that of a moment ago stays.</summary>
    public void Keep()
    {
        try
        {
            Write();
        }
        catch (IOException)
        {
            // Why the scan ends is to be told.
        }
    }

    /// <summary>Nothing is left to do.</summary>
    public void Remove()
    {
        _file.Dispose();
        File.Delete(_path);
    }

    public void Dispose() => _file.Dispose();

    // Always as long as it was, and in one piece: whoever is killed meanwhile leaves the place before or after.
    private void Write()
    {
        _file.Position = 0;
        _file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{_scan}\n{_finished:D19}\n")));
        _file.Flush();
        _written = _time.GetTimestamp();
    }

    private long Read()
    {
        if (_file.Length == 0)
        {
            return 0;
        }

        var content = new byte[Math.Min(_file.Length, Longest)];
        _file.ReadExactly(content);
        var lines = Encoding.ASCII.GetString(content).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return _file.Length < Longest && lines.Length == 2 && lines[0] == _scan
            && long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var finished)
            ? finished
            : throw new MimException(
                MimErrorCause.InvalidFile, $"'{_path}' marks another scan than this one: name the same targets, or another file.", _path);
    }
}
