namespace Mim.Ssh.Shell;

/// <summary>
/// What a PowerShell is taught: the words of <see cref="PosixScript"/> in its own way. It answers questions until its input ends, reads
/// only, and needs no more than Windows PowerShell 5.1 and the .NET Framework.
/// </summary>
internal static class PowerShellScript
{
    /// <summary>Takes <c>$in</c>, <c>$word</c>, <c>$whole</c> and <c>$largest</c>. Holds no line that is a dot.</summary>
    public const string Text = """
        $ErrorActionPreference = 'Stop'
        $ProgressPreference = 'SilentlyContinue'
        $utf8 = [Text.UTF8Encoding]::new($false)
        $plain = [Text.Encoding]::GetEncoding(28591)
        $out = [IO.StreamWriter]::new([Console]::OpenStandardOutput(), $utf8, 65536)
        $out.NewLine = "`n"
        function Write-Octets([byte[]] $bytes) {
            for ($at = 0; $at -lt $bytes.Length; $at += 4096) {
                $out.WriteLine(' ' + [BitConverter]::ToString($bytes, $at, [Math]::Min(4096, $bytes.Length - $at)).Replace('-', ' '))
            }
        }
        function Write-Denied([string] $path) {
            $out.WriteLine('D')
            Write-Octets $utf8.GetBytes($path)
            $out.WriteLine('E')
        }
        function Write-Accounts {
            $administrators = try { @((Get-LocalGroupMember -SID S-1-5-32-544).SID.Value) } catch { @() }
            $profiles = Get-ItemProperty 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList\*'
            foreach ($one in $profiles | Where-Object PSChildName -Match '^S-1-(5-21|12-1)-') {
                $sid = $one.PSChildName
                $name = try { [Security.Principal.SecurityIdentifier]::new($sid).Translate([Security.Principal.NTAccount]).Value }
                    catch { $one.ProfileImagePath -replace '.*\\' }
                $name = $name -replace "^$([regex]::Escape($env:COMPUTERNAME))\\"
                $groups = if ($administrators -contains $sid) { 'administrators' }
                $out.WriteLine("W:$name`t$sid`t$($one.ProfileImagePath)`t$groups")
            }
        }
        function Get-Number([byte[]] $bytes, [int] $at) {
            if ($at + 4 -gt $bytes.Length) { return $bytes.Length }
            (([int64]$bytes[$at] * 256 + $bytes[$at + 1]) * 256 + $bytes[$at + 2]) * 256 + $bytes[$at + 3]
        }
        function Get-PublicPart([string] $text) {
            $bytes = [Convert]::FromBase64String($text.Substring(0, [Math]::Min(65536, $text.Length - $text.Length % 4)))
            $end = 15
            foreach ($skip in 0, 0, 4, 0) {
                $end += 4 + (Get-Number $bytes $end) + $skip
                if ($end -gt 32768) { return '' }
            }
            $text.Substring(0, [Math]::Min([Math]::Floor(($end + 2) / 3) * 4, $text.Length))
        }
        function Get-Outline([string] $text) {
            $key = $null
            $isPutty = $false
            foreach ($line in $text -split "\r?\n") {
                if ($line.StartsWith('PuTTY-User-Key-File-')) { $isPutty = $true }
                if ($isPutty) {
                    if ($line.StartsWith('Private-Lines:')) { return }
                    $line
                }
                elseif ($line -ceq '-----BEGIN OPENSSH PRIVATE KEY-----') { $line; $key = [Text.StringBuilder]::new() }
                elseif ($line.StartsWith('-----END ')) {
                    if ($key) { try { Get-PublicPart $key.ToString() } catch { } }
                    $key = $null
                    $line
                }
                elseif ($key) { $null = $key.Append($line) }
                elseif ($line -cmatch '^(-----BEGIN |Proc-Type: |DEK-Info: )') { $line }
            }
        }
        function Read-Bytes([string] $path) {
            $stream = [IO.FileStream]::new($path, 'Open', 'Read', 'ReadWrite, Delete')
            try {
                $bytes = [byte[]]::new([Math]::Min($stream.Length, $largest))
                $length = 0
                while (($count = $stream.Read($bytes, $length, $bytes.Length - $length)) -gt 0) { $length += $count }
                , $bytes
            }
            finally { $stream.Dispose() }
        }
        function Write-File([string] $path) {
            if ([IO.Directory]::Exists($path)) { return }
            try { $bytes = Read-Bytes $path }
            catch {
                $cause = $_.Exception.GetBaseException()
                if ($cause -isnot [IO.FileNotFoundException] -and $cause -isnot [IO.DirectoryNotFoundException]) { Write-Denied $path }
                return
            }
            $out.WriteLine('N')
            Write-Octets $utf8.GetBytes($path)
            $out.WriteLine('T:' + [DateTimeOffset]::new([IO.File]::GetLastWriteTimeUtc($path)).ToUnixTimeSeconds())
            if ([IO.FileInfo]::new($path).Length -gt $largest) { $out.WriteLine('L') }
            $out.WriteLine('B')
            $text = $plain.GetString($bytes)
            if (-not $whole -and $text -cmatch '(?m)PRIVATE KEY-----|^PuTTY-User-Key-File-') {
                $out.WriteLine('O')
                $bytes = $plain.GetBytes((Get-Outline $text) -join "`n")
            }
            Write-Octets $bytes
            $out.WriteLine('E')
        }
        function Write-Folder([string] $path) {
            if (-not [IO.Directory]::Exists($path)) { return }
            try { $files = [IO.Directory]::GetFiles($path) } catch { Write-Denied $path; return }
            foreach ($file in $files) { Write-File $file }
        }
        $out.WriteLine()
        $out.WriteLine($word)
        $out.Flush()
        while ($null -ne ($line = $in.ReadLine())) {
            $verb, $argument = $line -split ' ', 2
            $path = if ($argument) { $utf8.GetString([Convert]::FromBase64String($argument)) }
            switch ($verb) {
                accounts { Write-Accounts }
                read_file { Write-File $path }
                read_folder { Write-Folder $path }
            }
            $out.WriteLine('.')
            $out.Flush()
        }
        """;
}
