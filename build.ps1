#Requires -Version 7.0
<#
.SYNOPSIS
    Builds, tests and packs MimModule.
.DESCRIPTION
    Clean       removes what was built.
    Build       leaves an importable module at output/MimModule. With -Runtime it is compiled ahead of time.
    UnitTest    runs the tests of the assemblies.
    PesterTest  runs Pester in a fresh PowerShell against output/MimModule, which is built first when it is not there.
    Package     builds for release and makes output/MimModule-<version>.zip, with -Runtime one for that system.
.EXAMPLE
    ./build.ps1
.EXAMPLE
    ./build.ps1 -Task Clean, Build, UnitTest, PesterTest, Package
.EXAMPLE
    ./build.ps1 -Task Package -Runtime win-x64
#>
[CmdletBinding()]
param(
    [ValidateSet('Clean', 'Build', 'UnitTest', 'PesterTest', 'Package')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug',

    # full: BouncyCastle.Cryptography and SSH.NET; portable: what every feed serves. Left out, the feed is asked once.
    [ValidateSet('full', 'portable')]
    [string] $Feed,

    # Compiles the module ahead of time for this system, the only one it then runs on: commands start sooner. The feed
    # must serve the compiler, microsoft.netcore.app.crossgen2.
    [ValidateSet('linux-x64', 'linux-arm64', 'win-x64', 'win-arm64', 'osx-x64', 'osx-arm64')]
    [string] $Runtime
)

$ErrorActionPreference = 'Stop'
$solution = Join-Path $PSScriptRoot MimModule.sln
$output = Join-Path $PSScriptRoot output
$module = Join-Path $output MimModule
$results = Join-Path $output TestResults

function Invoke-Dotnet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($args[0]) ended with exit code $LASTEXITCODE" }
}

# Restores a project that needs both packages; only a feed that serves them lets it pass.
function Resolve-Feed {
    if ($script:Feed) { return $script:Feed }
    $probe = New-Item -ItemType Directory -Force (Join-Path $output feed-probe)
    @'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="BouncyCastle.Cryptography" />
    <PackageReference Include="SSH.NET" />
  </ItemGroup>
</Project>
'@ | Set-Content (Join-Path $probe FeedProbe.csproj)
    $versions = Join-Path $PSScriptRoot src/Directory.Packages.props
    & dotnet restore (Join-Path $probe FeedProbe.csproj) --nologo --verbosity quiet "-p:DirectoryPackagesPropsPath=$versions" *> $null
    $script:Feed = $LASTEXITCODE -eq 0 ? 'full' : 'portable'
    Remove-Item -Recurse -Force $probe
    Write-Host "Packages: $script:Feed"
    $script:Feed
}

function Invoke-Clean {
    Invoke-Dotnet clean $solution --nologo --verbosity quiet
    if (Test-Path $output) { Remove-Item -Recurse -Force $output }
}

function Invoke-Build([string] $As = $Configuration) {
    $feed = Resolve-Feed
    Invoke-Dotnet build $solution --nologo --configuration $As "-p:MimFeed=$feed"
    if ($Runtime) { Invoke-Precompile $As }
}

# Puts compiled copies in the places of the assemblies that the build laid out. Where the compiler does not find an assembly it
# leaves out, with a warning nobody sees, every method that touches it: so it is told where the engine and the core are.
function Invoke-Precompile([string] $As) {
    $core = Join-Path $output precompiled Mim.PowerShell Mim.Core.dll
    foreach ($pair in ('Mim.PowerShell', [psobject].Assembly.Location), ('Mim.Composition', $core)) {
        $project, $other = $pair
        $compiled = Join-Path $output precompiled $project
        Invoke-Dotnet publish (Join-Path $PSScriptRoot src $project) --nologo --configuration $As --runtime $Runtime `
            --no-self-contained "-p:MimFeed=$script:Feed" '-p:PublishReadyToRun=true' --output $compiled `
            "-p:PublishReadyToRunCrossgen2ExtraArgs=--reference:$other"
    }

    foreach ($assembly in Get-ChildItem (Join-Path $module bin) -Recurse -Filter *.dll | Where-Object FullName -NotLike '*runtimes*') {
        $project = $assembly.Directory.Name -eq 'isolated' ? 'Mim.Composition' : 'Mim.PowerShell'
        Copy-Item (Join-Path $output precompiled $project $assembly.Name) $assembly.FullName
    }

    Remove-Item -Recurse -Force (Join-Path $output precompiled)
}

function Invoke-UnitTest {
    $feed = Resolve-Feed
    Invoke-Dotnet test $solution --nologo --configuration $Configuration "-p:MimFeed=$feed"
}

function Invoke-PesterTest {
    if (-not (Test-Path (Join-Path $module MimModule.psd1))) { Invoke-Build }
    $shell = (Get-Process -Id $PID).Path
    & $shell -NoProfile -NonInteractive -File (Join-Path $PSScriptRoot tests/pester/Start-PesterRun.ps1) -Results $results
    if ($LASTEXITCODE -ne 0) { throw "Pester ended with exit code $LASTEXITCODE" }
}

function Invoke-Package {
    Invoke-Build Release
    if ($script:Feed -ne 'full') { Write-Warning 'Built without BouncyCastle.Cryptography and SSH.NET: not for publishing.' }
    $version = (Import-PowerShellDataFile (Join-Path $module MimModule.psd1)).ModuleVersion
    $package = Join-Path $output ((@('MimModule', $version, $Runtime) -ne '' -join '-') + '.zip')
    if (Test-Path $package) { Remove-Item $package }
    [System.IO.Compression.ZipFile]::CreateFromDirectory($module, $package, 'Optimal', $true)
    Write-Host "Package: $package"
}

foreach ($name in $Task) {
    Write-Host "== $name"
    & "Invoke-$name"
}
