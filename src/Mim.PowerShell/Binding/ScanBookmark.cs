using System.Globalization;
using System.Security.Cryptography;
using System.Text;

using Mim.Core;

namespace Mim.PowerShell.Binding;

/// <summary>
/// A file that says how far a scan came, so that another run goes on there. It knows which scan it is of, and goes when that
/// is done.
/// </summary>
internal sealed class ScanBookmark
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly string _path;
    private readonly string _scan;
    private readonly TimeProvider _time;
    private long _finished;
    private long _written;

    /// <param name="path">Full path; made when it is not there.</param>
    /// <param name="scan">Everything that tells the scan from others.</param>
    /// <param name="time">For writing not more than once a second.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidFile"/>: it is of another scan, or no bookmark.</exception>
    public ScanBookmark(string path, string scan, TimeProvider time)
    {
        (_path, _time) = (path, time);
        _scan = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(scan)));
        if (File.Exists(path))
        {
            _finished = Read();
        }

        _written = time.GetTimestamp();
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

    /// <summary>Keeps the place for the next run.</summary>
    public void Write()
    {
        var next = _path + ".new";
        File.WriteAllLines(next, [_scan, _finished.ToString(CultureInfo.InvariantCulture)]);
        File.Move(next, _path, overwrite: true);
        _written = _time.GetTimestamp();
    }

    /// <summary>Nothing is left to do.</summary>
    public void Remove() => File.Delete(_path);

    private long Read()
    {
        var lines = File.ReadLines(_path).Take(3).ToList();
        return lines.Count == 2 && lines[0] == _scan && long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var finished)
            ? finished
            : throw new MimException(
                MimErrorCause.InvalidFile, $"'{_path}' marks another scan than this one: name the same targets, or another file.", _path);
    }
}
