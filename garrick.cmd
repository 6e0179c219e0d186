@echo off
rem Starts one of Garrick's programs, or lists them, as garrick does for other shells; what Java can do is done in launcher/Garrick.java. Never run so far.
setlocal
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" -version 2>&1 | findstr /r /c:"version .1[7-9]" /c:"version .[2-9][0-9]" >nul && "%JAVA%c" -version >nul 2>&1 || (
  echo garrick: no JDK to run with: wanted=17 or newer, with javac; install one or point JAVA_HOME to it>&2
  exit /b 1
)
set "PLAN=%TEMP%\garrick-%RANDOM%%RANDOM%.args"
"%JAVA%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "%~dp0launcher\Garrick.java" --plan "%PLAN%" "%~dp0." %* || exit /b
if not exist "%PLAN%" exit /b 0
"%JAVA%" "@%PLAN%"
set STATUS=%ERRORLEVEL%
del "%PLAN%" & exit /b %STATUS%
