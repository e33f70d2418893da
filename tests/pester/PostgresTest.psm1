# A real PostgreSQL for Pester files: on a free loopback port, in a temporary folder, gone when the test file ends.

Set-StrictMode -Version 3.0

# Folder of PostgreSQL's programs; nothing where they are not installed, and on Windows, where the tests do not start it.
function Find-TestPostgres {
    if ($IsWindows) { return }
    $debian = Get-ChildItem /usr/lib/postgresql -Directory -ErrorAction Ignore | Sort-Object { [int]$_.Name } -Descending | ForEach-Object { "$_/bin" }
    @($env:PATH -split ':') + @($debian) |
        Where-Object { $_ -and (Test-Path "$_/initdb") -and (Test-Path "$_/pg_ctl") -and (Test-Path "$_/psql") } |
        Select-Object -First 1
}

# PostgreSQL refuses to run as root.
function Invoke-TestPostgres {
    param([Parameter(Mandatory)] [string] $Program, [Parameter(ValueFromRemainingArguments)] [string[]] $Arguments)

    $path = Join-Path (Find-TestPostgres) $Program
    $said = [Environment]::IsPrivilegedProcess ? (& runuser -u postgres -- $path @Arguments 2>&1) : (& $path @Arguments 2>&1)
    if ($LASTEXITCODE -ne 0) { throw "$Program ended with exit code ${LASTEXITCODE}: $said" }
}

# Starts a server whose owner mim needs no password here; every other user always does.
function Start-TestPostgres {
    $folder = [IO.Directory]::CreateTempSubdirectory('mim-pg-').FullName
    $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $port = $listener.LocalEndpoint.Port
    $listener.Stop()
    $server = [pscustomobject]@{ Folder = $folder; Port = $port; Data = "$folder/data"; Options = "-p $port -k $folder -c listen_addresses=127.0.0.1" }
    if ([Environment]::IsPrivilegedProcess) { chown postgres $folder }
    Invoke-TestPostgres initdb --pgdata $server.Data --username mim --auth trust --encoding UTF8 --no-locale --no-sync
    Set-Content "$($server.Data)/pg_hba.conf" 'local all all trust', 'host all mim 127.0.0.1/32 trust', 'host all all 127.0.0.1/32 scram-sha-256'
    Add-Content "$($server.Data)/postgresql.conf" 'fsync = off'
    Resume-TestPostgres $server
    $server
}

function Resume-TestPostgres {
    param([Parameter(Mandatory)] $Server)

    Invoke-TestPostgres pg_ctl start --pgdata $Server.Data --wait --log "$($Server.Folder)/log" --options $Server.Options
}

function Suspend-TestPostgres {
    param([Parameter(Mandatory)] $Server)

    Invoke-TestPostgres pg_ctl stop --pgdata $Server.Data --wait --mode immediate
}

# Runs SQL as the owner and returns the rows.
function Invoke-TestSql {
    param([Parameter(Mandatory)] $Server, [Parameter(Mandatory)] [string] $Sql, [string] $Database = 'postgres')

    $psql = Join-Path (Find-TestPostgres) psql
    $Sql | & $psql --host $Server.Folder --port $Server.Port --username mim --dbname $Database --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1
    if ($LASTEXITCODE -ne 0) { throw "psql ended with exit code $LASTEXITCODE" }
}

function Stop-TestPostgres {
    param([Parameter(Mandatory)] $Server)

    try { Suspend-TestPostgres $Server } finally { Remove-Item -Recurse -Force $Server.Folder }
}

Export-ModuleMember -Function Find-TestPostgres, *-TestPostgres, Invoke-TestSql
