using System.Globalization;
using System.Text;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Sealing;

namespace Mim.Ssh.Shell;

/// <summary>Puts files together from the lines that a <see cref="HostDialect"/> prints of them.</summary>
/// <param name="place">What was asked for.</param>
/// <param name="names">Names of owners by their number.</param>
internal sealed class FileLines(string place, IReadOnlyDictionary<string, string> names) : IDisposable
{
    private const int UsualFile = 16 * 1024;

    private readonly List<byte> _name = [];
    private KeyMaterial? _content;
    private int _length;
    private bool _isDenied;
    private bool _isOutline;
    private bool _isCut;
    private string[] _status = [];
    private DateTimeOffset? _modified;

    /// <summary>Whether a file is whole with this line.</summary>
    /// <exception cref="MachineUnreachableException">More came than was asked for.</exception>
    public bool Add(string line)
    {
        switch (line[0])
        {
            case ' ':
                Octets(line);
                break;
            case 'D':
                _isDenied = true;
                break;
            case 'L':
                _isCut = true;
                break;
            case 'B':
                _content?.Dispose();
                _content = new KeyMaterial(UsualFile);
                break;
            case 'O':
                _isOutline = true;
                break;
            case 'M':
                _status = line[Math.Min(2, line.Length)..].Split(' ');
                break;
            case 'T':
                _modified = long.TryParse(line.AsSpan(Math.Min(2, line.Length)), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                    && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
                break;
        }

        return line[0] == 'E';
    }

    /// <summary>The file that is whole; what follows is of the next one.</summary>
    public SshFile Take()
    {
        using var content = _content;
        var file = new SshFile
        {
            Status = _isDenied ? FindingStatus.AccessDenied : FindingStatus.Found,
            Detail = _isDenied ? "Access is denied." : null,
            Path = Encoding.UTF8.GetString([.. _name]),
            Place = place,
            Content = content is null ? null : KeyMaterial.CopyOf(content.Span[.._length]),
            IsOutline = _isOutline,
            IsCut = _isCut && !_isOutline,
            Owner = _status.Length == 3 ? names.GetValueOrDefault(_status[1], _status[1]) : null,
            Permissions = _status.Length == 3 && _status[0].Length >= 10 ? _status[0][1..10] : null,
            ModifiedAt = _modified,
        };
        _name.Clear();
        (_content, _length, _isDenied, _isOutline, _isCut, _status, _modified) = (null, 0, false, false, false, [], null);
        return file;
    }

    public void Dispose() => _content?.Dispose();

    private void Octets(string line)
    {
        foreach (var range in line.AsSpan().Split(' '))
        {
            var digits = line.AsSpan()[range];
            if (digits.IsEmpty)
            {
                continue;
            }

            if (!byte.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            {
                throw new MachineUnreachableException(FindingStatus.Damaged, "What runs there does not write what it was asked for.");
            }

            Append(octet);
        }
    }

    private void Append(byte octet)
    {
        const int LongestName = 64 * 1024;
        if (_content is null ? _name.Count == LongestName : _length == HostDialect.LargestFile)
        {
            throw new MachineUnreachableException(FindingStatus.Damaged, "What runs there writes more than it was asked for.");
        }

        if (_content is null)
        {
            _name.Add(octet);
        }
        else
        {
            _content = _length < _content.Length ? _content : Grown(_content);
            _content.Span[_length++] = octet;
        }
    }

    private static KeyMaterial Grown(KeyMaterial small)
    {
        using (small)
        {
            var grown = new KeyMaterial(2 * small.Length);
            small.Span.CopyTo(grown.Span);
            return grown;
        }
    }
}
